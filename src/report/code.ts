import { highlight } from '../view/highlight.js';
import { type Html, html } from './html.js';

/** Code in colours; it scrolls within itself, also by the keyboard. `what` says to a screen reader what it is. */
export function codeBlock(code: string, language: string, what: string): Html {
  const lines = language === 'diff' ? diffLines(code) : painted(code.replace(/\n+$/, ''), language);
  return html`<pre tabindex="0" role="group" aria-label="${what}"><code>${lines}</code></pre>`;
}

/** A file, or a part of one, under its name. */
export function fileFigure(file: string, code: string, language: string): Html {
  const what = language === 'diff' ? `Changes in ${file}` : file;
  return html`<figure class="file"><figcaption><code>${file}</code></figcaption>${codeBlock(code, language, what)}</figure>`;
}

function painted(code: string, language: string): Html[] {
  return highlight(code, language).map(({ text, kind }) =>
    kind === 'plain' ? html`${text}` : html`<span class="${kind}">${text}</span>`,
  );
}

/** The sign of a line says what became of it; the line itself is in the language of the servers. */
function diffLines(code: string): Html[] {
  return code
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => {
      const rest = painted(line.slice(1), 'ts');
      if (line.startsWith('+')) return html`<ins>+${rest}\n</ins>`;
      if (line.startsWith('-')) return html`<del>-${rest}\n</del>`;
      return html`${line.slice(0, 1)}${rest}\n`;
    });
}
