import type { Glyphs } from './glyphs.js';
import { cut, printable, widthOf } from './text.js';

const graphemes = new Intl.Segmenter();

/**
 * Breaks code into lines of at most `width` columns: white space is kept, line ends too. What goes on after a
 * break is indented by more than the line itself.
 */
export function wrapCode(code: string, width: number): string[] {
  const lines = code.replaceAll('\t', '  ').split('\n').map(printable);
  return lines.flatMap((line) => {
    const indentation = /^[-+]?\s*/.exec(line)?.[0].length ?? 0;
    const further = Math.min(indentation + 4, Math.floor(width / 2));
    return breakCode(line, width, further);
  });
}

/** One line of code as at most `most` lines of at most `width` columns; an ellipsis says that there is more. */
export function clipCode(code: string, width: number, most: number, glyphs: Glyphs): string[] {
  const lines = breakCode(code, width, 0);
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1).join(' ');
  // The rest is wider than a line, or it would not have been broken; joined by spaces it may just fit.
  const last = widthOf(rest) > width ? rest : `${rest}${' '.repeat(width)}`;
  return [...lines.slice(0, most - 1), cut(last, width, glyphs)];
}

/** The lines after the first are indented by `further` columns. */
function breakCode(line: string, width: number, further: number): string[] {
  const lines: string[] = [];
  let rest = line.trimEnd();
  for (let start = ''; ; start = ' '.repeat(further)) {
    const room = Math.max(1, width - start.length);
    if (widthOf(rest) <= room) return [...lines, start + rest];
    const end = breakAt(rest, room);
    lines.push((start + rest.slice(0, end)).trimEnd());
    rest = rest.slice(end).trimStart();
  }
}

/**
 * Where the first line of a code too wide for `width` columns ends: after a space, else after a bracket or a comma,
 * else after another mark, else inside a name, which is then wider than the line.
 */
function breakAt(code: string, width: number): number {
  let end = 0;
  let used = 0;
  for (const { segment, index } of graphemes.segment(code)) {
    used += widthOf(segment);
    if (used > width && index > 0) break;
    end = index + segment.length;
  }
  const indentation = code.length - code.trimStart().length;
  const space = code.lastIndexOf(' ', end);
  if (space > indentation) return space + 1;
  for (const marks of [/(?<!\$)[([{,;]$/, /[:=.&|/?]$/]) {
    for (let at = end; at > indentation + 1; at--) {
      // `::`, `=>`, `()` and the like stay whole, and a closing bracket does not begin a line.
      if (marks.test(code.slice(at - 2, at)) && !/[)\]}>,;:=.&|/?]/.test(code[at] ?? '')) return at;
    }
  }
  return end;
}
