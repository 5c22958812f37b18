import type { LoadEvent, LoadResult } from '../lesson/load-events.js';
import { formatDuration } from '../view/duration.js';
import { grouped } from '../view/text.js';
import { type Html, html } from './html.js';
import { dataTable, scrolling } from './table.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. */
const size = { width: 720, labels: 130, figures: 100, row: 30, heading: 30, between: 16 } as const;

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly figure: string;
}

/** How variants did under load: bars for the requests per second and for the median time to answer, and a table. */
export function renderLoad({ connections, seconds, results }: LoadEvent): Html {
  const rates = results.map(({ variant, perSecond }) => ({
    label: variant,
    value: perSecond,
    figure: rate(perSecond),
  }));
  const medians = results.flatMap(({ variant, latencyMs }) =>
    latencyMs === null
      ? []
      : [{ label: variant, value: latencyMs.p50, figure: formatDuration(latencyMs.p50) }],
  );
  const below = size.heading + rates.length * size.row + size.between;
  const height = below + size.heading + medians.length * size.row;
  return html`<p class="note">${connections} requests at a time, for ${seconds} s each, measured without the recording of what crosses the wire.</p>
${scrolling(
  'Under load',
  html`<svg class="chart" role="img" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}">
<title>Requests per second and time to answer</title><desc>The table after the picture has the figures.</desc>
${bars('requests answered per second', rates, 0)}${bars('time to half of the answers (p50)', medians, below)}</svg>`,
)}
${dataTable('In figures', ['Variant', 'Requests per second', 'p50', 'p95', 'p99', 'Longest', 'Failed'], results.map(figures))}`;
}

function bars(heading: string, all: readonly Bar[], top: number): Html {
  const most = Math.max(...all.map(({ value }) => value));
  const longest = size.width - size.labels - size.figures;
  const rows = all.map(({ label, value, figure }, index) => {
    const y = top + size.heading + index * size.row;
    // What is too little to be seen is a thin line.
    const length = Math.max(1, Math.round(most === 0 ? 0 : (value / most) * longest));
    return html`<text x="0" y="${y + 17}">${label}</text><rect class="bar" x="${size.labels}" y="${y + 2}" width="${length}" height="${size.row - 8}"/>
<text x="${size.labels + length + 8}" y="${y + 17}">${figure}</text>\n`;
  });
  return html`<text class="aside" x="0" y="${top + 18}">${heading}</text>\n${rows}`;
}

function figures({ variant, perSecond, latencyMs, non2xx, errors }: LoadResult): string[] {
  const times = latencyMs
    ? (['p50', 'p95', 'p99', 'max'] as const).map((name) => formatDuration(latencyMs[name]))
    : ['', '', '', ''];
  return [variant, rate(perSecond), ...times, grouped(String(non2xx + errors))];
}

const rate = (perSecond: number) => (perSecond < 100 ? perSecond.toFixed(1) : grouped(perSecond.toFixed(0)));
