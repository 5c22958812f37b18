import { glyphsOf } from './glyphs.js';
import { type Paint, paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { widthOf, wrap } from './text.js';
import { wrapCode } from './wrap-code.js';

/**
 * Code beside a light gutter, wrapped and never cut. In a `diff`,
 * added and removed lines are coloured as well as marked.
 */
export function renderCode(code: string, language: string, screen: Screen): string {
  const paint = paintOf(screen);
  const { bar } = glyphsOf(screen);
  const gutter = `${paint.faint(bar)} `;
  const width = screen.width - widthOf(bar) - 1;
  return code
    .replace(/\n+$/, '')
    .split('\n')
    .flatMap((line) => {
      const colour = language === 'diff' ? diffColour(line, paint) : paint.plain;
      return wrapCode(line, width).map((part) => (part === '' ? paint.faint(bar) : gutter + colour(part)));
    })
    .join('\n');
}

function diffColour(line: string, paint: Paint) {
  if (line.startsWith('+')) return paint.good;
  if (line.startsWith('-')) return paint.bad;
  return line.startsWith('@@') ? paint.faint : paint.plain;
}

/** A file, or a part of one, under its name. */
export function renderFile(file: string, code: string, language: string, screen: Screen): string {
  const name = wrap(file, screen.width).map((line) => paintOf(screen).strong(line));
  return [...name, renderCode(code, language, screen)].join('\n');
}
