import type { TimelineChart, TimelineSpan, ValueTimeline } from '../lesson/chart-events.js';
import { CanvasLine } from './canvas.js';
import { chartHeading, widestChart } from './chart-heading.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { grouped, hang, printable, widthOf } from './text.js';
import { timelineInWords } from './timeline-words.js';

/** `truth` and `cache`, and the space after them. */
const labelWidth = 7;
/** A span that is shorter than this on the scale is drawn so wide all the same. */
const narrowestSpan = 3;

const styles = { fresh: 'good', stale: 'bad', empty: 'faint' } as const;

/**
 * Truth and cache as two lanes over time, with what is stale marked, and in words below. Short spans are drawn wider
 * than they were, so the times stand below the lanes.
 */
export function renderTimeline({ title, values }: TimelineChart, screen: Screen): string {
  const { faint, strong } = paintOf(screen);
  const heading = chartHeading(title, 'time since the first step', screen);
  if (values.length === 0) return [...heading, faint('nothing has been cached yet')].join('\n');
  const blocks = values.flatMap((value) => {
    const name = values.length > 1 ? hang(printable(value.label), screen.width, '') : [];
    return [
      '',
      ...name.map((line) => strong(line)),
      ...lanes(value, screen),
      ...timelineInWords(value, screen),
    ];
  });
  return [...heading, ...blocks].join('\n');
}

interface Drawn extends TimelineSpan {
  /** The first column, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

function lanes({ spans }: ValueTimeline, screen: Screen): string[] {
  const glyphs = glyphsOf(screen);
  const inner = { ...screen, width: Math.min(screen.width, widestChart) };
  const drawn = layOut(spans, inner.width);
  const truthLane = new CanvasLine(inner).put(0, 'truth');
  const cacheLane = new CanvasLine(inner).put(0, 'cache');
  for (const { value, start, end } of runsOf(drawn, ({ truth }) => truth)) {
    truthLane.put(start, glyphs.line.repeat(end - start), 'faint');
    if (start > labelWidth) truthLane.put(start, glyphs.bar);
    putInside(truthLane, grouped(printable(value ?? 'null')), start, end, 'plain');
  }
  for (const { value: agreement, start, end } of runsOf(drawn, (span) => span.agreement)) {
    const style = styles[agreement];
    cacheLane.put(start, glyphs.agreement[agreement].repeat(end - start), style);
    putInside(cacheLane, agreement, start, end, style);
  }
  const { fresh, stale, empty } = glyphs.agreement;
  const legend = `${fresh} fresh  ${stale} stale  ${empty} empty`;
  return [
    truthLane,
    cacheLane,
    times(drawn, inner),
    new CanvasLine(inner).put(labelWidth, legend, 'faint'),
  ].map(String);
}

/** Shares the columns by duration, after each span has got as many as it needs to be seen. */
function layOut(all: readonly TimelineSpan[], width: number): Drawn[] {
  const columns = width - labelWidth;
  const spans = all.slice(-columns);
  const least = Math.max(1, Math.min(narrowestSpan, Math.floor(columns / spans.length)));
  const spare = columns - least * spans.length;
  const totalMs = spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  let passedMs = 0;
  const columnAt = (index: number) =>
    labelWidth + index * least + Math.round(totalMs === 0 ? 0 : (spare * passedMs) / totalMs);
  return spans.map((span, index) => {
    const start = columnAt(index);
    passedMs += span.toMs - span.fromMs;
    return { ...span, start, end: columnAt(index + 1) };
  });
}

/** Neighbouring spans that have the same value as one. */
function runsOf<Value>(drawn: readonly Drawn[], pick: (span: TimelineSpan) => Value) {
  const runs: { value: Value; start: number; end: number }[] = [];
  for (const span of drawn) {
    const value = pick(span);
    const last = runs.at(-1);
    if (last && last.value === value) last.end = span.end;
    else runs.push({ value, start: span.start, end: span.end });
  }
  return runs;
}

/** A word on a stretch of a lane, where there is room for it and for some of the lane on both sides. */
function putInside(
  line: CanvasLine,
  word: string,
  start: number,
  end: number,
  style: 'plain' | 'good' | 'bad' | 'faint',
): void {
  if (widthOf(word) + 4 <= end - start) line.put(start + 1, ` ${word} `, style);
}

/** When the cache became stale and when that was over, and the end; a time that would touch the one before is left out. */
function times(drawn: readonly Drawn[], screen: Screen): CanvasLine {
  const line = new CanvasLine(screen);
  const turns = drawn.filter(
    ({ agreement }, index) => (agreement === 'stale') !== (drawn[index - 1]?.agreement === 'stale'),
  );
  const last = drawn.at(-1);
  const marks = turns.map(({ start, fromMs }) => ({ column: start, text: formatDuration(fromMs) }));
  if (last) {
    const text = formatDuration(last.toMs);
    marks.push({ column: last.end - text.length, text });
  }
  let free = 0;
  for (const { column, text } of marks) {
    const at = Math.min(column, screen.width - text.length);
    if (at < free) continue;
    line.put(at, text, 'faint');
    free = at + text.length + 2;
  }
  return line;
}
