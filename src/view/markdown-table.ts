import type { Tokens } from 'marked';
import { glyphsOf } from './glyphs.js';
import { renderInline } from './inline.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { hang, padLeft, padRight, widthOf, wrap } from './text.js';

const parting = 2;
const narrowestColumn = 8;

/**
 * A Markdown table: cells wrap inside columns that share the width; where columns would be too narrow to
 * read, each row is folded into `heading: cell` lines.
 */
export function renderMarkdownTable(table: Tokens.Table, screen: Screen): string[] {
  const header = table.header.map((cell) => renderInline(cell.tokens, screen));
  const rows = table.rows.map((row) => row.map((cell) => renderInline(cell.tokens, screen)));
  const natural = header.map((title, column) =>
    Math.max(1, ...[title, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const widths = shareWidth(natural, screen.width - parting * (header.length - 1));
  return widths ? columns(table, header, rows, widths, screen) : folded(header, rows, screen);
}

/** Narrow columns keep what they want, the wide ones share the rest; undefined when a share is too little to read. */
function shareWidth(wanted: readonly number[], room: number): number[] | undefined {
  const widths = [...wanted];
  let left = room;
  const narrowFirst = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  for (const [done, index] of narrowFirst.entries()) {
    const share = Math.floor(left / (wanted.length - done));
    const width = Math.min(wanted[index] ?? 0, share);
    if (width < Math.min(narrowestColumn, wanted[index] ?? 0)) return undefined;
    widths[index] = width;
    left -= width;
  }
  return widths;
}

function columns(
  table: Tokens.Table,
  header: string[],
  rows: string[][],
  widths: number[],
  screen: Screen,
): string[] {
  const paint = paintOf(screen);
  const space = ' '.repeat(parting);
  const line = (cells: string[]): string[] => {
    const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 1));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, index) =>
      wrapped
        .map((cell, column) => {
          const pad = table.align[column] === 'right' ? padLeft : padRight;
          return pad(cell[index] ?? '', widths[column] ?? 1);
        })
        .join(space)
        .trimEnd(),
    );
  };
  const rule = widths.map((width) => glyphsOf(screen).line.repeat(width)).join(space);
  return [...line(header.map((title) => paint.strong(title))), paint.faint(rule), ...rows.flatMap(line)];
}

function folded(header: string[], rows: string[][], screen: Screen): string[] {
  const paint = paintOf(screen);
  return rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const text = `${paint.strong(`${header[column] ?? ''}:`)} ${cell}`;
      return hang(text, inset(screen, 2).width, '').map((line, part) => (part === 0 ? line : `  ${line}`));
    });
    return index === 0 ? lines : ['', ...lines];
  });
}
