import type { HitRatioChart } from '../lesson/chart-events.js';
import { type Html, html } from './html.js';
import { scrolling } from './table.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. */
const size = { left: 56, top: 12, height: 90, column: 24, foot: 28 } as const;

/** The share of hits after each request, which of them were hits, and the ratio in words. */
export function renderHitRatio({ title, outcomes }: HitRatioChart): Html {
  if (outcomes.length === 0) return html`<p>No requests yet.</p>`;
  const width = size.left + outcomes.length * size.column + 8;
  const bottom = size.top + size.height;
  let hits = 0;
  const columns = outcomes.map((outcome, index) => {
    if (outcome === 'hit') hits++;
    const height = Math.round((hits / (index + 1)) * size.height);
    const x = size.left + index * size.column;
    return html`<rect class="bar" x="${x + 3}" y="${bottom - height}" width="${size.column - 6}" height="${height}"/>
<text class="${outcome}" x="${x + size.column / 2}" y="${bottom + 20}" text-anchor="middle">${outcome === 'hit' ? 'H' : 'M'}</text>\n`;
  });
  const percent = Math.round((hits / outcomes.length) * 100);
  return html`${scrolling(
    title,
    html`<svg class="chart" role="img" width="${width}" height="${bottom + size.foot}" viewBox="0 0 ${width} ${bottom + size.foot}">
<title>${title}</title><desc>A column for each request, as high as the share of hits so far: ${outcomes.join(', ')}.</desc>
<line class="lane" x1="${size.left}" x2="${width}" y1="${size.top}" y2="${size.top}"/><line class="arrow" x1="${size.left}" x2="${width}" y1="${bottom}" y2="${bottom}"/>
<text class="aside" x="${size.left - 8}" y="${size.top + 4}" text-anchor="end">100 %</text><text class="aside" x="${size.left - 8}" y="${bottom + 4}" text-anchor="end">0 %</text>
${columns}</svg>`,
  )}
<p class="note">H is a hit, M is a miss; a column is as high as the share of hits so far.</p>
<p>${hits} of ${outcomes.length} requests were hits: a hit ratio of ${percent} %.</p>`;
}
