import type { SqlEvent } from '../lesson/events.js';
import { glyphsOf } from './glyphs.js';
import type { Screen } from './screen.js';
import { cut, padLeft, padRight, printable, widthOf } from './text.js';
import { wrapCode } from './wrap-code.js';

/** Rows beyond these are counted, as a pager would hide them too. */
const mostRows = 20;

type SqlRows = Pick<SqlEvent, 'columns' | 'rows' | 'command'>;

/** What psql prints for a statement, fitted to the screen: rows too wide for it come in psql's expanded form. */
export function renderTable(result: SqlRows, screen: Screen): string {
  const { columns, rows, command } = result;
  if (columns.length === 0) return command;
  if (columns.length === 1 && columns[0] === 'QUERY PLAN') return plan(rows, screen);
  const shown = rows.slice(0, mostRows).map((row) => row.map((cell) => printable(cell ?? '')));
  const titles = columns.map(printable);
  const widths = titles.map((title, column) =>
    Math.max(widthOf(title), ...shown.map((row) => widthOf(row[column] ?? ''))),
  );
  const width = widths.reduce((sum, column) => sum + column + 3, -1);
  const lines = width <= screen.width ? aligned(titles, shown, widths) : expanded(titles, shown, screen);
  const hidden = rows.length > mostRows ? `, the first ${mostRows} shown` : '';
  const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${hidden})`;
  return [...lines.map((line) => line.trimEnd()), count].join('\n');
}

/** psql frames with ASCII by default, so this looks the same on every screen. */
function aligned(titles: string[], rows: string[][], widths: number[]): string[] {
  const isNumber = titles.map((_, column) =>
    rows.every((row) => /^(-?\d+(\.\d+)?)?$/.test(row[column] ?? '')),
  );
  const line = (cells: string[]) => cells.map((cell) => ` ${cell} `).join('|');
  const head = titles.map((title, column) => centred(title, widths[column] ?? 0));
  const body = rows.map((row) =>
    line(row.map((cell, column) => (isNumber[column] ? padLeft : padRight)(cell, widths[column] ?? 0))),
  );
  return [line(head), widths.map((width) => '-'.repeat(width + 2)).join('+'), ...body];
}

function centred(text: string, width: number): string {
  return padRight(padRight('', Math.floor((width - widthOf(text)) / 2)) + text, width);
}

function expanded(titles: string[], rows: string[][], screen: Screen): string[] {
  const glyphs = glyphsOf(screen);
  const titleWidth = Math.min(Math.max(...titles.map(widthOf)), Math.floor(screen.width / 2));
  return rows.flatMap((row, index) => {
    const rule = `-[ RECORD ${index + 1} ]`;
    return [
      rule.padEnd(Math.min(screen.width, 40), '-'),
      ...titles.map((title, column) => {
        const start = `${padRight(cut(title, titleWidth, glyphs), titleWidth)} | `;
        return start + cut(row[column] ?? '', screen.width - widthOf(start), glyphs);
      }),
    ];
  });
}

/** A plan is indented text; its shape is what one reads, so it is wrapped and never put in a frame. */
function plan(rows: SqlRows['rows'], screen: Screen): string {
  return rows.flatMap(([line]) => wrapCode(line ?? '', screen.width)).join('\n');
}
