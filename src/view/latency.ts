import type { LatencyChart } from '../lesson/chart-events.js';
import { CanvasLine } from './canvas.js';
import { chartHeading, widestChart } from './chart-heading.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { axisFor, countsOf, decadesOf, type LogAxis, placeOf, quantile } from './histogram.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { glue, hang, printable } from './text.js';

/** Rows of a histogram. */
const height = 2;

/** Each bin is `binWidth` columns wide. */
interface Axis extends LogAxis {
  readonly binWidth: number;
}

/**
 * Durations in groups: for each its name, its p50 and p95 (the requests than which half, and 95 of 100, took no
 * longer) and how many there were, above a histogram. All histograms stand on one logarithmic axis.
 */
export function renderLatency({ title, groups }: LatencyChart, screen: Screen): string {
  const { strong, faint } = paintOf(screen);
  const heading = chartHeading(title, 'log scale', screen);
  const all = groups.flatMap((group) => group.durationsMs);
  if (all.length === 0) return [...heading, faint('no requests yet')].join('\n');

  const inner = { ...screen, width: Math.min(screen.width, widestChart) };
  const axis = axisWithin(all, inner.width);
  const blocks = groups.map(({ label, durationsMs }) => {
    const [first = '', ...others] = hang(`${printable(label)}: ${summaryOf(durationsMs)}`, inner.width, '');
    const name = printable(label);
    const summary = [first.startsWith(name) ? strong(name) + first.slice(name.length) : first, ...others];
    if (durationsMs.length === 0) return summary;
    return [...summary, ...histogram(durationsMs, axis, inner), foot(durationsMs, axis, inner)];
  });
  return [...heading, ...blocks.flatMap((block) => ['', ...block]), scale(axis, inner)].join('\n');
}

function axisWithin(durationsMs: readonly number[], width: number): Axis {
  const axis = axisFor(durationsMs, (decades) => [5, 2].find((count) => count * decades <= width) ?? 1);
  return { ...axis, binWidth: Math.max(1, Math.floor(width / axis.bins)) };
}

function histogram(durationsMs: readonly number[], axis: Axis, screen: Screen): CanvasLine[] {
  const { bars } = glyphsOf(screen);
  const counts = countsOf(durationsMs, axis);
  const most = Math.max(...counts);
  return Array.from({ length: height }, (_, row) => {
    const line = new CanvasLine(screen);
    const below = (height - 1 - row) * bars.length;
    counts.forEach((count, bin) => {
      const level = Math.ceil((count / most) * height * bars.length) - below;
      const bar = bars[Math.min(level, bars.length) - 1];
      if (bar !== undefined) line.put(bin * axis.binWidth, bar.repeat(axis.binWidth), 'code');
    });
    return line;
  });
}

/** The line that a histogram stands on, with p50 and p95 at their places. */
function foot(durationsMs: readonly number[], axis: Axis, screen: Screen): CanvasLine {
  const end = axis.bins * axis.binWidth;
  const line = new CanvasLine(screen).put(0, glyphsOf(screen).line.repeat(end), 'faint');
  const label = 'p50';
  const columnOf = (share: number) =>
    Math.round(placeOf(quantile(durationsMs, share), axis) * end) - Math.floor(label.length / 2);
  const p50 = Math.max(0, Math.min(columnOf(0.5), end - 2 * label.length - 1));
  const p95 = Math.max(p50 + label.length + 1, Math.min(columnOf(0.95), end - label.length));
  return line.put(p50, label, 'strong').put(p95, 'p95', 'strong');
}

function summaryOf(durationsMs: readonly number[]): string {
  if (durationsMs.length === 0) return 'no requests';
  const [p50, p95] = [0.5, 0.95].map((share) => formatDuration(quantile(durationsMs, share)));
  return [`p50 ${p50}`, `p95 ${p95}`, `n = ${durationsMs.length}`]
    .map((fact) => fact.replaceAll(' ', glue))
    .join(', ');
}

/** The powers of ten under the histograms; one that would touch the label before it is left out. */
function scale(axis: Axis, screen: Screen): CanvasLine {
  const line = new CanvasLine(screen);
  const end = axis.bins * axis.binWidth;
  let free = 0;
  for (const { ms, label } of decadesOf(axis)) {
    const centred = Math.round(placeOf(ms, axis) * end) - Math.floor(label.length / 2);
    const column = Math.max(0, Math.min(centred, end - label.length));
    if (column < free) continue;
    line.put(column, label, 'faint');
    free = column + label.length + 1;
  }
  return line;
}
