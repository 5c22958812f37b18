import type { ChartEvent } from '../lesson/events.js';
import { CanvasLine } from './canvas.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, hang, printable, widthOf } from './text.js';

const widest = 100;
/** From this width on the label of a group stands left of its line, not above. */
const labelsBeside = 68;

interface Axis {
  /** Exponents of ten, in ms. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Durations in groups: a mark for each request on a logarithmic axis, heavier where several fall together, and
 * under each line its median, its longest and how many there were.
 */
export function renderChart({ title, groups }: ChartEvent, screen: Screen): string {
  const { strong, faint } = paintOf(screen);
  const all = groups.flatMap((group) => group.durationsMs);
  const heading = hang(`${title} (each mark a request, log scale)`, screen.width, '').map((line) =>
    strong(line),
  );
  if (all.length === 0) return [...heading, faint('no requests yet')].join('\n');

  const inner = { ...screen, width: Math.min(screen.width, widest) };
  const beside = screen.width >= labelsBeside;
  const labels = groups.map(({ label }) =>
    cut(printable(label), beside ? Math.floor(inner.width / 3) : inner.width, glyphsOf(screen)),
  );
  const axis: Axis = {
    from: Math.floor(Math.log10(Math.max(0.001, Math.min(...all)))),
    to: Math.floor(Math.log10(Math.max(0.001, ...all))) + 1,
    start: beside ? Math.max(...labels.map(widthOf)) + 2 : 0,
    end: inner.width - 1,
  };
  const lines = groups.flatMap(({ durationsMs }, index) => {
    const label = labels[index] ?? '';
    const marks = markLine(durationsMs, axis, inner);
    const summary = new CanvasLine(inner).put(
      axis.start,
      cut(summaryOf(durationsMs), inner.width, glyphsOf(screen)),
    );
    return beside ? [marks.put(0, label), summary] : [new CanvasLine(inner).put(0, label), marks, summary];
  });
  return [...heading, '', ...lines, scale(axis, inner)].join('\n');
}

function columnOf(ms: number, { from, to, start, end }: Axis): number {
  const exponent = Math.log10(Math.max(0.001, ms));
  return start + Math.round(((exponent - from) / (to - from)) * (end - start));
}

function markLine(durationsMs: readonly number[], axis: Axis, screen: Screen): CanvasLine {
  const { marks, line } = glyphsOf(screen);
  const counts = new Map<number, number>();
  for (const ms of durationsMs) counts.set(columnOf(ms, axis), (counts.get(columnOf(ms, axis)) ?? 0) + 1);
  const drawn = new CanvasLine(screen).put(axis.start, line.repeat(axis.end - axis.start + 1), 'faint');
  for (const [column, count] of counts) {
    const weight = count >= 5 ? 2 : count >= 2 ? 1 : 0;
    drawn.put(column, marks[weight] ?? '', 'code');
  }
  return drawn;
}

function summaryOf(durationsMs: readonly number[]): string {
  if (durationsMs.length === 0) return 'no requests';
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const longest = formatDuration(sorted.at(-1) ?? 0);
  return `median ${formatDuration(median(sorted))}, max ${longest}, n = ${sorted.length}`;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}

/** The powers of ten under the lines; one that would touch the label before it is left out. */
function scale(axis: Axis, screen: Screen): CanvasLine {
  const line = new CanvasLine(screen);
  let free = 0;
  for (let exponent = axis.from; exponent <= axis.to; exponent++) {
    const ms = 10 ** exponent;
    const label = ms >= 1000 ? `${ms / 1000} s` : `${Number(ms.toFixed(3))} ms`;
    const centred = columnOf(ms, axis) - Math.floor(label.length / 2);
    const column = Math.min(Math.max(centred, axis.start), axis.end + 1 - label.length);
    if (column < free) continue;
    line.put(column, label, 'faint');
    free = column + label.length + 1;
  }
  return line;
}
