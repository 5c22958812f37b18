import type { Glyphs } from './glyphs.js';
import { cut, printable, widthOf } from './text.js';

const graphemes = new Intl.Segmenter();

/**
 * Breaks code into lines of at most `width` columns: white space is kept, line ends too. What goes on after a
 * break is indented by more than the line itself.
 */
export function wrapCode(code: string, width: number): string[] {
  const lines = visible(code).split('\n');
  return lines.flatMap((line) => {
    const indentation = /^[-+]?\s*/.exec(line)?.[0].length ?? 0;
    const further = Math.min(indentation + 4, Math.floor(width / 2));
    return breakCode(line, width, further);
  });
}

/** Code as it can be shown: a tab is two spaces, control characters but line ends are written out. */
export const visible = (code: string): string =>
  code.replaceAll('\t', '  ').split('\n').map(printable).join('\n');

/** One line of code as at most `most` lines of at most `width` columns; an ellipsis says that there is more. */
export function clipCode(code: string, width: number, most: number, glyphs: Glyphs): string[] {
  return breakCode(code, width, 0, most).map((line) => cut(line, width, glyphs));
}

/** The lines after the first are indented by `further` columns; the last of `most` holds the rest, however wide. */
function breakCode(line: string, width: number, further: number, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  let rest = line.trimEnd();
  for (let start = ''; ; start = ' '.repeat(further)) {
    const room = Math.max(1, width - start.length);
    if (widthOf(rest) <= room || lines.length + 1 >= most) return [...lines, start + rest];
    const end = breakAt(rest, room, width - further);
    lines.push((start + rest.slice(0, end)).trimEnd());
    rest = rest.slice(end).trimStart();
  }
}

/**
 * Where the first line of a code too wide for `width` columns ends: after a space, unless what follows is too wide
 * for the next line as well; else after a bracket or a comma, else after another mark, else inside a name.
 */
function breakAt(code: string, width: number, nextWidth: number): number {
  const end = fitting(code, width);
  const indentation = code.length - code.trimStart().length;
  const space = code.lastIndexOf(' ', end);
  const afterSpace = space > indentation ? space + 1 : 0;
  const [word = ''] = code.slice(afterSpace).split(' ', 1);
  if (afterSpace > 0 && widthOf(word) <= nextWidth) return afterSpace;
  for (const marks of [/(?<!\$)[([{,;]$/, /[:=.&|/?]$/]) {
    for (let at = end; at > Math.max(afterSpace, indentation + 1); at--) {
      // `::`, `=>`, `()` and the like stay whole, and a closing bracket does not begin a line.
      if (marks.test(code.slice(at - 2, at)) && !/[)\]}>,;:=.&|/?]/.test(code[at] ?? '')) return at;
    }
  }
  return afterSpace || end;
}

/** The length of the part that fits `width` columns, at least one character. */
function fitting(code: string, width: number): number {
  let used = 0;
  for (const { segment, index } of graphemes.segment(code)) {
    used += widthOf(segment);
    if (used > width && index > 0) return index;
  }
  return code.length;
}
