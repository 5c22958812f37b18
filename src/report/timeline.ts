import type { TimelineChart, TimelineSpan, ValueTimeline } from '../lesson/chart-events.js';
import { formatDuration } from '../view/duration.js';
import { grouped, widthOf } from '../view/text.js';
import { timelineInWords } from '../view/timeline-words.js';
import { type Html, html } from './html.js';
import { scrolling } from './table.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. */
const size = { width: 840, left: 60, lane: 30, height: 110, character: 8, least: 68 } as const;

/** Words that are never broken into lines. */
const unbroken = { width: 1_000_000, colour: false, unicode: true } as const;

/** Truth and cache as two lanes over time, the stale spans marked; and in words. Short spans are drawn wider than they were. */
export function renderTimeline({ title, values }: TimelineChart): Html {
  if (values.length === 0) return html`<p>Nothing has been cached yet.</p>`;
  return html`${values.map((value) => {
    const words = timelineInWords(value, unbroken);
    return html`${values.length > 1 ? html`<p><strong>${value.label}</strong></p>` : null}
${scrolling(title, picture(title, value, words))}
<ul class="expectations">${words.map((line) => html`<li>${line}</li>`)}</ul>`;
  })}
<p class="note">Times count from the first step. A short span is drawn wider than it was.</p>`;
}

function picture(title: string, { label, spans }: ValueTimeline, words: readonly string[]): Html {
  const drawn = layOut(spans);
  return html`<svg class="chart" role="img" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">
<title>${title}: ${label}</title><desc>${words.join('. ')}.</desc>
<text class="head" x="0" y="28">truth</text><text class="head" x="0" y="68">cache</text>
${runsOf(drawn, ({ truth }) => truth).map((run) => block(run, 'truth', grouped(run.value ?? 'null'), 8))}
${runsOf(drawn, ({ agreement }) => agreement).map((run) => block(run, run.value, run.value, 48))}
${times(drawn)}</svg>`;
}

interface Drawn extends TimelineSpan {
  readonly start: number;
  readonly end: number;
}

/** Shares the width by duration, after each span has got as much as it needs to be seen. */
function layOut(spans: readonly TimelineSpan[]): Drawn[] {
  const width = size.width - size.left;
  const least = Math.min(size.least, width / spans.length);
  const totalMs = spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  let end: number = size.left;
  return spans.map((span) => {
    const start = end;
    const share = totalMs === 0 ? 1 / spans.length : (span.toMs - span.fromMs) / totalMs;
    end += least + share * (width - least * spans.length);
    return { ...span, start, end };
  });
}

interface Run<Value> {
  readonly value: Value;
  readonly start: number;
  end: number;
}

/** Neighbouring spans that have the same value as one. */
function runsOf<Value>(drawn: readonly Drawn[], pick: (span: TimelineSpan) => Value): Run<Value>[] {
  const runs: Run<Value>[] = [];
  for (const span of drawn) {
    const last = runs.at(-1);
    if (last && last.value === pick(span)) last.end = span.end;
    else runs.push({ value: pick(span), start: span.start, end: span.end });
  }
  return runs;
}

/** A word that has no room within its block is its title. */
function block({ start, end }: Run<unknown>, kind: string, word: string, top: number): Html {
  const fits = widthOf(word) * size.character + 8 <= end - start;
  const text = html`<text x="${(start + end) / 2}" y="${top + 20}" text-anchor="middle">${word}</text>`;
  return html`<g class="span ${kind}"><title>${word}</title><rect x="${start.toFixed(1)}" y="${top}" width="${(end - start).toFixed(1)}" height="${size.lane}"/>${fits ? text : null}</g>\n`;
}

/** When the cache became stale, when that was over, and the end; a time that would touch the one before is left out. */
function times(drawn: readonly Drawn[]): Html[] {
  const isStale = (span: Drawn | undefined) => span?.agreement === 'stale';
  const turns = drawn.filter((span, index) => index > 0 && isStale(span) !== isStale(drawn[index - 1]));
  const last = drawn.at(-1);
  const marks = turns.map(({ start, fromMs }) => ({ at: start, text: formatDuration(fromMs) }));
  if (last) marks.push({ at: last.end, text: formatDuration(last.toMs) });
  let free = 0;
  return marks.flatMap(({ at, text }) => {
    const start = Math.min(at, size.width - widthOf(text) * size.character);
    if (start < free) return [];
    free = start + (widthOf(text) + 1) * size.character;
    return [html`<text class="aside" x="${start.toFixed(1)}" y="100">${text}</text>\n`];
  });
}
