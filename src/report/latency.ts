import type { LatencyChart } from '../lesson/events.js';
import { formatDuration } from '../view/duration.js';
import { quantile } from '../view/latency.js';
import { type Html, html } from './html.js';
import { dataTable, scrolling } from './table.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. */
const size = { width: 720, row: 58, axis: 34, margin: 24 } as const;

/** In ms; a logarithm needs more than nothing. */
const shortest = 0.001;

interface Axis {
  /** Exponents of ten, in ms. */
  readonly from: number;
  readonly to: number;
}

/** How long requests took, in groups: a dot for each on a logarithmic axis, and the figures as a table. */
export function renderLatency({ title, groups }: LatencyChart): Html {
  const all = groups.flatMap(({ durationsMs }) => durationsMs);
  if (all.length === 0) return html`<p>${title}: no requests yet.</p>`;
  const axis = {
    from: Math.floor(Math.log10(Math.max(shortest, Math.min(...all)))),
    to: Math.floor(Math.log10(Math.max(shortest, ...all))) + 1,
  };
  const height = groups.length * size.row + size.axis;
  return html`${scrolling(
    title,
    html`<svg class="chart" role="img" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}">
<title>${title}</title><desc>Each dot is a request, on a logarithmic scale. The table after the picture has the figures.</desc>
${ticks(axis, height - size.axis)}${groups.map((group, index) => lane(group, axis, index * size.row))}</svg>`,
  )}
${dataTable(
  `${title}, in figures`,
  ['Requests', 'How many', 'p50', 'p95', 'Longest'],
  groups.map(({ label, durationsMs }) => figures(label, durationsMs)),
)}`;
}

const x = (ms: number, { from, to }: Axis) =>
  Math.round(
    size.margin +
      ((Math.log10(Math.max(shortest, ms)) - from) / (to - from)) * (size.width - 2 * size.margin),
  );

function ticks(axis: Axis, bottom: number): Html[] {
  return Array.from({ length: axis.to - axis.from + 1 }, (_, index) => {
    const ms = 10 ** (axis.from + index);
    const label = ms >= 1000 ? `${ms / 1000} s` : `${Number(ms.toFixed(3))} ms`;
    return html`<line class="lane" x1="${x(ms, axis)}" x2="${x(ms, axis)}" y1="0" y2="${bottom}"/>
<text class="aside" x="${x(ms, axis)}" y="${bottom + 20}" text-anchor="middle">${label}</text>\n`;
  });
}

function lane({ label, durationsMs }: LatencyChart['groups'][number], axis: Axis, top: number): Html {
  const middle = top + 42;
  const dots = durationsMs.map((ms) => html`<circle cx="${x(ms, axis)}" cy="${middle}" r="5"/>`);
  return html`<text class="head" x="4" y="${top + 20}">${label}</text>
<line class="arrow" x1="${size.margin}" x2="${size.width - size.margin}" y1="${middle}" y2="${middle}"/>${dots}\n`;
}

function figures(label: string, durationsMs: readonly number[]): string[] {
  if (durationsMs.length === 0) return [label, '0', '', '', ''];
  const at = (share: number) => formatDuration(quantile(durationsMs, share));
  return [label, String(durationsMs.length), at(0.5), at(0.95), at(1)];
}
