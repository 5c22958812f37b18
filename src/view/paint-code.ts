import { highlight, type TokenKind } from './highlight.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { visible } from './wrap-code.js';

/**
 * Colours lines that were made from the beginning of `code` by wrapping it, which changes nothing but white space.
 * Without colour they come back as they are.
 */
export function paintCode(
  lines: readonly string[],
  code: string,
  language: string,
  screen: Screen,
): string[] {
  if (!screen.colour) return [...lines];
  const paint = paintOf(screen);
  const kinds = highlight(visible(code), language).flatMap(({ text, kind }) =>
    Array.from(text.replace(/\s/g, ''), () => kind),
  );
  let at = 0;
  return lines.map((line) => {
    let painted = '';
    let run = '';
    let style: TokenKind = 'plain';
    for (const character of line) {
      const kind: TokenKind = /\s/.test(character) ? style : (kinds[at++] ?? 'plain');
      if (kind !== style) {
        painted += paint[style](run);
        run = '';
      }
      style = kind;
      run += character;
    }
    return painted + paint[style](run);
  });
}
