import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { paintCode } from './paint-code.js';
import type { Screen } from './screen.js';
import { widthOf, wrap } from './text.js';
import { wrapCode } from './wrap-code.js';

/**
 * Code beside a light gutter, wrapped and never cut, its pieces coloured. In a `diff` the signs of added and removed
 * lines are coloured, too.
 */
export function renderCode(code: string, language: string, screen: Screen): string {
  const { bar } = glyphsOf(screen);
  const lines = code.replace(/\n+$/, '').split('\n');
  const width = screen.width - widthOf(bar) - 1;
  const parts =
    language === 'diff' ? diffParts(lines, width, screen) : codeParts(lines, language, width, screen);
  const gutter = paintOf(screen).faint(bar);
  return parts.map((part) => (part === '' ? gutter : `${gutter} ${part}`)).join('\n');
}

/** A file, or a part of one, under its name. */
export function renderFile(file: string, code: string, language: string, screen: Screen): string {
  const name = wrap(file, screen.width).map((line) => paintOf(screen).strong(line));
  return [...name, renderCode(code, language, screen)].join('\n');
}

function codeParts(lines: readonly string[], language: string, width: number, screen: Screen): string[] {
  const code = lines.join('\n');
  return paintCode(wrapCode(code, width), code, language, screen);
}

/** Every difference that is shown is one between two variants, so the lines inside are TypeScript. */
function diffParts(lines: readonly string[], width: number, screen: Screen): string[] {
  const { good, bad } = paintOf(screen);
  const wrapped = lines.map((line) => wrapCode(line, width));
  const unsigned = wrapped.flatMap(([first = '', ...others]) => [first.slice(1), ...others]);
  const painted = paintCode(unsigned, lines.map((line) => line.slice(1)).join('\n'), 'typescript', screen);
  const signs = wrapped.flatMap(([first = '', ...others]) => [first.slice(0, 1), ...others.map(() => '')]);
  return painted.map((part, index) => {
    const sign = signs[index] ?? '';
    return (sign === '+' ? good(sign) : sign === '-' ? bad(sign) : sign) + part;
  });
}
