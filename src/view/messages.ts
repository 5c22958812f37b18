import { STATUS_CODES } from 'node:http';
import type { RequestEvent, TraceEntry } from '../lesson/events.js';
import { formatDuration } from './duration.js';
import { oneLine } from './text.js';

/** One arrow of a sequence diagram, or a line that stands for many like those before it. */
export interface Message {
  readonly kind: 'call' | 'reply' | 'more';
  /** Indices into the lanes. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** How long the call took, for a reply. */
  readonly time: string;
  readonly failed: boolean;
  /** In ms since the request was sent. */
  readonly atMs: number;
}

/** A participant, from left to right: you, the servers that took part, Redis, PostgreSQL. */
export interface Lane {
  readonly name: string;
  readonly kind: 'you' | 'server' | 'store';
}

export interface Sequence {
  readonly lanes: readonly Lane[];
  /** In the order in which they happened. */
  readonly messages: readonly Message[];
}

/** A request, what it was answered with, and what crossed the wire for it. */
export type Traced = Readonly<
  Pick<RequestEvent, 'copy' | 'copies' | 'method' | 'path' | 'status' | 'durationMs'> & {
    headers: Readonly<Record<string, string>>;
    trace: readonly TraceEntry[];
  }
>;

/** So many entries of one shape are drawn; from the next on they are counted. */
const drawn = 3;
/** Folding fewer than this would save no line. */
const worthFolding = 3;

/** Turns a request's trace into the messages of a sequence diagram. */
export function sequenceOf(event: Traced): Sequence {
  const sources = [...new Set([event.copy, ...event.trace.map(({ source }) => source)])].sort();
  const stores = 1 + sources.length;
  const laneOf = (source: string) => 1 + sources.indexOf(source);
  const storeLane = (entry: TraceEntry) => stores + (entry.store === 'redis' ? 0 : 1);
  const lanes: Lane[] = [
    { name: 'you', kind: 'you' },
    ...sources.map((source) => ({
      name: event.copies > 1 ? `server ${source}` : 'server',
      kind: 'server' as const,
    })),
    { name: 'Redis', kind: 'store' },
    { name: 'PostgreSQL', kind: 'store' },
  ];

  const { kept, folded } = fold(event.trace);
  const number = overlapNumbers(kept);
  const messages = kept.flatMap((entry): Message[] => {
    const ends = { from: laneOf(entry.source), to: storeLane(entry), failed: entry.failed };
    const tag = number.get(entry) ?? '';
    const back = { from: ends.to, to: ends.from, failed: entry.failed };
    const time = formatDuration(entry.durationMs);
    return [
      { kind: 'call', ...ends, label: tag + oneLine(entry.text), time: '', atMs: entry.startMs },
      {
        kind: 'reply',
        ...back,
        label: tag + oneLine(entry.reply),
        time,
        atMs: entry.startMs + entry.durationMs,
      },
    ];
  });
  for (const [first, ...others] of folded) {
    const total = [first, ...others].reduce((sum, { durationMs }) => sum + durationMs, 0);
    messages.push({
      kind: 'more',
      from: laneOf(first.source),
      to: storeLane(first),
      label: `${1 + others.length} more like this`,
      time: `${formatDuration(total)} in all`,
      failed: false,
      atMs: first.startMs,
    });
  }
  const asked = { from: 0, to: laneOf(event.copy) };
  messages.push({
    kind: 'reply',
    from: asked.to,
    to: asked.from,
    label: answerOf(event),
    time: formatDuration(event.durationMs),
    failed: event.status >= 400,
    atMs: event.durationMs,
  });
  messages.sort((a, b) => a.atMs - b.atMs);
  const question = `${event.method} ${oneLine(event.path)}`;
  messages.unshift({ kind: 'call', ...asked, label: question, time: '', failed: false, atMs: 0 });
  return { lanes, messages };
}

/** What a request was answered with: the status, and X-Cache or the reason. */
export function answerOf({ status, headers }: Traced): string {
  const cache = headers['x-cache'];
  return `${status} ${cache ? `X-Cache: ${oneLine(cache)}` : (STATUS_CODES[status] ?? '')}`.trim();
}

/** Entries that differ only in their literals have one shape: statements in what is compared, commands in their keys. */
function shapeOf({ store, source, text }: TraceEntry): string {
  const shape = store === 'redis' ? text.split(' ', 1)[0] : text.replace(/'(?:[^']|'')*'|\d+/g, '?');
  return `${store} ${source} ${shape}`;
}

type Group = [TraceEntry, ...TraceEntry[]];

function fold(trace: readonly TraceEntry[]): { kept: TraceEntry[]; folded: Group[] } {
  const shapes = new Map<string, TraceEntry[]>();
  for (const entry of trace) {
    const shape = shapeOf(entry);
    shapes.set(shape, [...(shapes.get(shape) ?? []), entry]);
  }
  const folded: Group[] = [];
  for (const entries of shapes.values()) {
    const [first, ...others] = entries.slice(drawn);
    if (first && entries.length >= drawn + worthFolding) folded.push([first, ...others]);
  }
  const hidden = new Set(folded.flat());
  return { kept: trace.filter((entry) => !hidden.has(entry)), folded };
}

/** Entries in flight at the same time to one store get a number, so that each reply can be told apart. */
function overlapNumbers(entries: readonly TraceEntry[]): Map<TraceEntry, string> {
  const overlaps = (a: TraceEntry, b: TraceEntry) =>
    a !== b &&
    a.store === b.store &&
    a.startMs < b.startMs + b.durationMs &&
    b.startMs < a.startMs + a.durationMs;
  const numbered = entries.filter((entry) => entries.some((other) => overlaps(entry, other)));
  return new Map(numbered.map((entry, index) => [entry, `[${index + 1}] `]));
}
