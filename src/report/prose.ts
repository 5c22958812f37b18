import { Marked, type RendererObject } from 'marked';
import { codeBlock } from './code.js';
import { escapeText, Html, writtenOut } from './html.js';

/** The title of the page and those of its scenes come before. */
const highestHeading = 3;

const renderer: RendererObject = {
  heading({ tokens, depth }) {
    const level = Math.min(6, Math.max(highestHeading, depth));
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
  },
  code({ text, lang }) {
    return codeBlock(text, lang ?? '', 'Code').text;
  },
  codespan({ text }) {
    return `<code>${escapeText(text)}</code>`;
  },
  // A lesson may hold comments; other HTML is shown as it was written.
  html({ text }) {
    return escapeText(text.replace(/<!--[\s\S]*?-->/g, ''));
  },
  // A link to a file of the tutorial leads nowhere from where the report stands.
  link({ href, tokens }) {
    const text = this.parser.parseInline(tokens);
    return /^(?:https?|mailto):/i.test(href) ? `<a href="${escapeText(href)}">${text}</a>` : text;
  },
  image({ text }) {
    return escapeText(text);
  },
  table({ header, rows }) {
    const line = (cells: typeof header, name: 'th' | 'td') =>
      `<tr>${cells.map(({ tokens }) => `<${name}${name === 'th' ? ' scope="col"' : ''}>${this.parser.parseInline(tokens)}</${name}>`).join('')}</tr>`;
    const body = rows.map((row) => line(row, 'td')).join('');
    return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead>${line(header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
  },
};

const marked = new Marked({ renderer, async: false });

/** Markdown as HTML that loads nothing and runs nothing. */
export function prose(markdown: string): Html {
  return new Html(marked.parse(writtenOut(markdown), { async: false }));
}

/** The same for a single line, such as an option of a question. */
export function inlineProse(markdown: string): Html {
  return new Html(marked.parseInline(writtenOut(markdown), { async: false }));
}
