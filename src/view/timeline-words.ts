import type { TimelineSpan, ValueTimeline } from '../lesson/chart-events.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { glue, grouped, hang, printable } from './text.js';

/** A timeline in words: a line for each time in which the cache was stale. */
export function timelineInWords({ spans }: ValueTimeline, screen: Screen): string[] {
  const { good, bad } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  const stale = staleTimes(spans);
  if (stale.length === 0) {
    return hang('never stale', screen.width, `${tick} `).map((line) => good(line));
  }
  const says = (value: string | null) => grouped(printable(value ?? 'null')).replaceAll(' ', glue);
  return stale.flatMap(({ fromMs, toMs, cached, truth, over }) => {
    const until = over ? `to ${formatDuration(toMs)}` : 'until now';
    const text = `stale from ${formatDuration(fromMs)} ${until}: the cache said ${says(cached)}, the database ${says(truth)}`;
    return hang(text, screen.width, `${cross} `).map((line) => bad(line));
  });
}

/** Neighbouring stale spans as one, with what was cached and true in the last of them. */
function staleTimes(spans: readonly TimelineSpan[]): (TimelineSpan & { over: boolean })[] {
  const found: (TimelineSpan & { over: boolean })[] = [];
  for (const [index, span] of spans.entries()) {
    if (span.agreement !== 'stale') continue;
    const over = index < spans.length - 1;
    const before = spans[index - 1]?.agreement === 'stale' ? found.pop() : undefined;
    found.push({ ...span, fromMs: before?.fromMs ?? span.fromMs, over });
  }
  return found;
}
