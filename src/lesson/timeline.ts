import type { Comparison } from '../lab/snapshot.js';
import type { TimelineSpan, ValueTimeline } from './chart-events.js';
import type { Moment } from './current-run.js';

/**
 * How each cached value followed the truth, from the first moment until `endMs`. Between two moments nothing changes,
 * except that an entry comes to its end when its time to live is over, even while nobody looks.
 */
export function timelinesOf(moments: readonly Moment[], endMs: number): ValueTimeline[] {
  const startMs = moments[0]?.atMs ?? endMs;
  const timelines = new Map<string, ValueTimeline>();
  for (const [index, moment] of moments.entries()) {
    const nextMs = moments[index + 1]?.atMs ?? endMs;
    for (const comparison of moment.snapshot.comparisons) {
      const { label, key } = comparison;
      const { spans } = timelines.get(key) ?? { spans: [] };
      for (const span of spansFrom(moment, comparison, nextMs)) {
        append(spans, { ...span, fromMs: span.fromMs - startMs, toMs: span.toMs - startMs });
      }
      timelines.set(key, { label, key, spans });
    }
  }
  return [...timelines.values()];
}

/** What one moment tells of the time until the next. */
function spansFrom({ atMs, snapshot }: Moment, comparison: Comparison, nextMs: number): TimelineSpan[] {
  const { key, truth, cached, agreement } = comparison;
  const entry = snapshot.redis.keys.find((one) => one.key === key && one.change !== 'removed');
  const goneMs =
    cached === null ? nextMs : Math.min(nextMs, atMs + (entry?.ttlMs ?? Number.POSITIVE_INFINITY));
  const spans: TimelineSpan[] = [{ fromMs: atMs, toMs: goneMs, truth, cached, agreement }];
  if (goneMs < nextMs) {
    spans.push({ fromMs: goneMs, toMs: nextMs, truth, cached: null, agreement: 'empty' });
  }
  return spans;
}

/** Adds a span; one that is as the last was makes it longer. */
function append(spans: TimelineSpan[], span: TimelineSpan): void {
  const last = spans.at(-1);
  if (last && last.truth === span.truth && last.cached === span.cached && last.toMs === span.fromMs) {
    last.toMs = span.toMs;
  } else spans.push(span);
}
