import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, padRight, widthOf } from './text.js';

/** A box as wide as the screen with its title in the upper edge. The rows take at most 4 columns less. */
export function renderBox(title: string, rows: readonly string[], screen: Screen, height = 0): string[] {
  const glyphs = glyphsOf(screen);
  const { faint, strong } = paintOf(screen);
  const [topLeft = '', topRight = '', bottomLeft = '', bottomRight = ''] = glyphs.corners;
  const shown = cut(title, screen.width - 4, glyphs);
  const edge = glyphs.line.repeat(Math.max(0, screen.width - widthOf(shown) - 4));
  const empty = Array.from({ length: Math.max(0, height - rows.length) }, () => '');
  const side = faint(glyphs.bar);
  return [
    `${faint(topLeft)} ${strong(shown)} ${faint(edge + topRight)}`,
    ...[...rows, ...empty].map((row) => `${side} ${padRight(row, screen.width - 4)} ${side}`),
    faint(bottomLeft + glyphs.line.repeat(screen.width - 2) + bottomRight),
  ];
}
