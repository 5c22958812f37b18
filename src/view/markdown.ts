import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { renderCode } from './code.js';
import { glyphsOf } from './glyphs.js';
import { addressesOf, renderInline } from './inline.js';
import { renderMarkdownTable } from './markdown-table.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { padLeft, widthOf, wrap } from './text.js';

/** Lines of prose longer than this are tiring to read, however wide the terminal is. */
const readable = 80;

/** Markdown as lines of at most 80 columns, or of the screen's if it is narrower. Blocks are parted by an empty line. */
export function renderMarkdown(markdown: string, screen: Screen): string {
  return blocks(lexer(markdown), { ...screen, width: Math.min(screen.width, readable) }).join('\n');
}

/** A quoted block or a list may hold any block, so these call each other. */
function blocks(tokens: readonly Token[], screen: Screen, tight = false): string[] {
  const lines: string[] = [];
  // The lexer types custom tokens as `Generic`; there are none, as no extension is used.
  for (const token of tokens as MarkedToken[]) {
    const block = renderBlock(token, screen);
    if (block.length === 0) continue;
    if (lines.length > 0 && !tight) lines.push('');
    lines.push(...block);
  }
  return lines;
}

function renderBlock(token: MarkedToken, screen: Screen): string[] {
  const glyphs = glyphsOf(screen);
  const paint = paintOf(screen);
  switch (token.type) {
    case 'heading': {
      const title = renderInline(token.tokens, screen);
      return wrap(title, screen.width).map((line) =>
        token.depth < 3 ? paint.heading(line) : paint.strong(line),
      );
    }
    case 'paragraph':
      return renderText(token.tokens, screen);
    case 'text':
      return renderText(token.tokens ?? [token], screen);
    case 'code':
      return renderCode(token.text, token.lang ?? '', screen).split('\n');
    case 'blockquote': {
      const gutter = `${paint.faint(glyphs.bar)} `;
      return blocks(token.tokens, inset(screen, 2)).map((line) => (gutter + line).trimEnd());
    }
    case 'list':
      return renderList(token, screen);
    case 'table':
      return renderMarkdownTable(token, screen);
    case 'hr':
      return [paint.faint(glyphs.line.repeat(screen.width))];
    case 'html':
      return foldedPart(token.text, screen);
    default:
      return [];
  }
}

/** Addresses stand in brackets behind their links; where one has no room for that, all of them follow the text. */
function renderText(tokens: readonly Token[], screen: Screen): string[] {
  const addresses = addressesOf(tokens, screen);
  // Two brackets, and a comma or full stop.
  const fit = addresses.every((address) => widthOf(address) + 3 <= screen.width);
  const text = wrap(renderInline(tokens, screen, fit), screen.width);
  return fit ? text : [...text, ...addresses.map((address) => paintOf(screen).code(address))];
}

/** Of HTML a terminal can show only what is written: the summary of a `<details>` and the text. Comments go. */
function foldedPart(html: string, screen: Screen): string[] {
  const { strong } = paintOf(screen);
  const text = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<summary>([\s\S]*?)<\/summary>/g, (_, summary: string) => strong(summary.trim()))
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .trim();
  return text === '' ? [] : wrap(text, screen.width);
}

function renderList(list: Tokens.List, screen: Screen): string[] {
  const { bullet } = glyphsOf(screen);
  const start = Number(list.start);
  const widest = `${start + list.items.length - 1}.`.length;
  const lines: string[] = [];
  list.items.forEach((item, index) => {
    const label = list.ordered ? padLeft(`${start + index}.`, widest) : bullet;
    const marker = `${label} ${item.task ? `[${item.checked ? 'x' : ' '}] ` : ''}`;
    const body = blocks(
      item.tokens.filter(({ type }) => type !== 'checkbox'),
      inset(screen, marker.length),
      !list.loose,
    );
    if (list.loose && index > 0) lines.push('');
    lines.push(...under(marker, body));
  });
  return lines;
}

/** The first line after the marker, the others below it. */
function under(marker: string, [first = '', ...others]: string[]): string[] {
  const space = ' '.repeat(marker.length);
  return [marker + first, ...others.map((line) => space + line)].map((line) => line.trimEnd());
}
