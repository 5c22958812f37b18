import type { HitRatioChart } from '../lesson/chart-events.js';
import { chartHeading, widestChart } from './chart-heading.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { hang } from './text.js';

/** The hit ratio after each request, which of them were hits, and the ratio in words. */
export function renderHitRatio({ title, outcomes }: HitRatioChart, screen: Screen): string {
  const { code, faint } = paintOf(screen);
  const heading = chartHeading(title, 'each column a request', screen);
  if (outcomes.length === 0) return [...heading, faint('no requests yet')].join('\n');

  const { bars } = glyphsOf(screen);
  let hits = 0;
  const levels = outcomes.map((outcome, index) => {
    if (outcome === 'hit') hits++;
    return bars[Math.round((hits / (index + 1)) * (bars.length - 1))] ?? '';
  });
  const shown = Math.min(screen.width, widestChart);
  const letters = outcomes.map((outcome) => (outcome === 'hit' ? 'H' : 'M'));
  const last = outcomes.length > shown ? `, the last ${shown} shown` : '';
  const legend = `H is a hit, M is a miss; the line above is the share of hits so far${last}`;
  const percent = Math.round((hits / outcomes.length) * 100);
  const words = `${hits} of ${outcomes.length} requests were hits: a hit ratio of ${percent} %`;
  return [
    ...heading,
    '',
    code(levels.slice(-shown).join('')),
    letters.slice(-shown).join(''),
    ...hang(legend, screen.width, '').map((line) => faint(line)),
    ...hang(words, screen.width, ''),
  ].join('\n');
}
