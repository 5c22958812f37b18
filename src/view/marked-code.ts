import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import { paintCode } from './paint-code.js';
import type { Screen } from './screen.js';
import { hang, wrap } from './text.js';
import { wrapCode } from './wrap-code.js';

const gutterWidth = 2;

/**
 * A program in TypeScript under its name, with a `+` in the gutter of the lines, counted from 1, that changed since
 * the variant before.
 */
export function renderMarkedCode(
  file: string,
  code: string,
  changedLines: ReadonlySet<number>,
  screen: Screen,
): string {
  const { strong, faint, good } = paintOf(screen);
  const lines = code.replace(/\n+$/, '').split('\n');
  const wrapped = lines.map((line) => wrapCode(line, screen.width - gutterWidth));
  const painted = paintCode(wrapped.flat(), lines.join('\n'), 'typescript', screen);
  const gutters = wrapped.flatMap((parts, index) => parts.map(() => changedLines.has(index + 1)));
  const marked = painted.map((part, index) => {
    const gutter = gutters[index] ? good('+') : faint(glyphsOf(screen).bar);
    return part === '' ? gutter : `${gutter} ${part}`;
  });
  const legend = hang('a line that has changed since the variant before', screen.width, '+ ');
  return [
    ...wrap(file, screen.width).map((line) => strong(line)),
    ...marked,
    ...(changedLines.size === 0 ? [] : ['', ...legend.map((line) => faint(line))]),
  ].join('\n');
}
