import type { LatencyChart } from '../lesson/chart-events.js';
import { formatDuration } from '../view/duration.js';
import { axisFor, countsOf, decadesOf, type LogAxis, placeOf, quantile } from '../view/histogram.js';
import { type Html, html } from './html.js';
import { dataTable, scrolling } from './table.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. A row has a heading, bars, and a foot. */
const size = { width: 720, margin: 40, heading: 42, bars: 64, foot: 24, axis: 26, gap: 14 } as const;
const row = size.heading + size.bars + size.foot + size.gap;

/** How long requests took, in groups: a histogram for each on one logarithmic axis, and the figures as a table. */
export function renderLatency({ title, groups }: LatencyChart): Html {
  const all = groups.flatMap(({ durationsMs }) => durationsMs);
  if (all.length === 0) return html`<p>${title}: no requests yet.</p>`;
  const axis = axisFor(all, () => 5);
  const height = groups.length * row + size.axis;
  return html`${scrolling(
    title,
    html`<svg class="chart" role="img" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}">
<title>${title}</title><desc>A bar for every length of time, as high as there were requests that took so long, on a logarithmic scale, with p50 and p95 marked. The table after the picture has the figures.</desc>
${scale(axis, groups.length * row)}${groups.map((group, index) => histogram(group, axis, index * row))}</svg>`,
  )}
${dataTable(
  `${title}, in figures`,
  ['Requests', 'How many', 'p50', 'p95', 'Longest'],
  groups.map(({ label, durationsMs }) => figures(label, durationsMs)),
)}`;
}

const inner = size.width - 2 * size.margin;

const x = (ms: number, axis: LogAxis) => Math.round(size.margin + placeOf(ms, axis) * inner);

function scale(axis: LogAxis, bottom: number): Html[] {
  return decadesOf(axis).map(
    ({ ms, label }) =>
      html`<line class="lane" x1="${x(ms, axis)}" x2="${x(ms, axis)}" y1="0" y2="${bottom}"/>
<text class="aside" x="${x(ms, axis)}" y="${bottom + 16}" text-anchor="middle">${label}</text>\n`,
  );
}

function histogram({ label, durationsMs }: LatencyChart['groups'][number], axis: LogAxis, top: number): Html {
  const ground = top + size.heading + size.bars;
  const counts = countsOf(durationsMs, axis);
  const most = Math.max(...counts);
  const width = inner / axis.bins;
  const bars = counts.flatMap((count, bin) => {
    if (count === 0) return [];
    const high = Math.round((count / most) * size.bars);
    return [{ count, left: size.margin + bin * width, top: ground - high, high }];
  });
  return html`<text class="head" x="4" y="${top + 16}">${label}</text>
${bars.map(
  (bar) =>
    html`<rect class="bar" x="${bar.left.toFixed(1)}" y="${bar.top}" width="${(width - 1).toFixed(1)}" height="${bar.high}"/>\n`,
)}<line class="arrow" x1="${size.margin}" x2="${size.width - size.margin}" y1="${ground}" y2="${ground}"/>
${durationsMs.length === 0 ? null : marks(durationsMs, axis, ground)}
${bars.map(
  ({ count, left, top: above }) =>
    html`<text class="aside" x="${(left + width / 2).toFixed(1)}" y="${above - 5}" text-anchor="middle">${count}</text>\n`,
)}`;
}

/** Lines through the bars at p50 and p95; the names stand on either side, so that they never meet. */
function marks(durationsMs: readonly number[], axis: LogAxis, ground: number): Html {
  const mark = (at: number, name: Html) =>
    html`<line class="mark" x1="${at}" x2="${at}" y1="${ground - size.bars}" y2="${ground + 8}"/>${name}`;
  const [p50, p95] = [0.5, 0.95].map((share) => x(quantile(durationsMs, share), axis)) as [number, number];
  const y = ground + 18;
  return html`${mark(p50, html`<text x="${p50 - 3}" y="${y}" text-anchor="end">p50</text>`)}
${mark(p95, html`<text x="${p95 + 3}" y="${y}">p95</text>`)}`;
}

function figures(label: string, durationsMs: readonly number[]): string[] {
  if (durationsMs.length === 0) return [label, '0', '', '', ''];
  const at = (share: number) => formatDuration(quantile(durationsMs, share));
  return [label, String(durationsMs.length), at(0.5), at(0.95), at(1)];
}
