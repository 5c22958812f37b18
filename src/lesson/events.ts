import type { Agreement, Snapshot } from '../lab/snapshot.js';
import type { StoreKind } from '../lab/stores/store.js';
import type { StoreName } from '../lab/tap/event.js';
import type { ChartEvent } from './chart-events.js';
import type { LoadEvent, LoadingEvent } from './load-events.js';

/** A store, as the banner names it. The URL never holds a password. */
export interface StoreSummary {
  kind: StoreKind;
  product: string;
  version: string;
  /** For psql or redis-cli, past the tap; no password is in it. */
  url: string;
  /** Where it is, when it is somebody's; else null. */
  place: string | null;
}

/** One entry of a request's trace: a statement or command, its reply, and when, in ms since the request was sent. */
export interface TraceEntry {
  store: StoreName;
  /** The copy of the server that sent it: `A`, `B`. */
  source: string;
  text: string;
  reply: string;
  failed: boolean;
  startMs: number;
  durationMs: number;
}

export interface RequestEvent extends Snapshot {
  type: 'request';
  method: string;
  /** With host and port: what `curl` was given. */
  url: string;
  /** Path and query. */
  path: string;
  /** What was sent, for a POST. */
  requestBody: string | null;
  /** The copy of the server that was asked. */
  copy: string;
  /** How many copies are running; a view names the copy only when there are more than one. */
  copies: number;
  /** A step may ask the same several times: which of how many this is. */
  repeat: { number: number; of: number };
  /** Whether the requests of `repeat` were under way at the same time, and so share one trace: all of it is in each. */
  overlapping: boolean;
  status: number;
  headers: Record<string, string>;
  body: string;
  durationMs: number;
  trace: TraceEntry[];
}

export interface SqlEvent extends Snapshot {
  type: 'sql';
  sql: string;
  columns: string[];
  rows: (string | null)[][];
  /** As psql reports it: `SELECT 1`, `INSERT 0 1`. */
  command: string;
  durationMs: number;
}

export interface RedisEvent extends Snapshot {
  type: 'redis';
  command: string;
  /** As redis-cli prints it; may have several lines. */
  reply: string;
  durationMs: number;
}

/** A report of a wait that goes on. */
export interface WaitingEvent {
  type: 'waiting';
  what: string;
  leftMs: number;
  totalMs: number;
  /** What a request for the value would be answered with at this moment; null where the wait is for no watched key. */
  answer: { value: string | null; agreement: Agreement } | null;
}

export interface QuizOption {
  text: string;
  correct: boolean;
}

export interface QuizEvent {
  type: 'quiz';
  question: string;
  options: QuizOption[];
  /** Why the right answer is right. */
  explanation: string;
  /** Index of the option that was chosen; null when the view does not ask. */
  chosen: number | null;
}

/** One thing that a step must show, and whether it did. */
export interface ExpectationEvent {
  type: 'expectation';
  ok: boolean;
  /** The sentence, as the lesson has it; followed by the value where it refers to one by name. */
  text: string;
  expected: string;
  got: string;
  file: string;
  line: number;
}

/**
 * What a lesson run yields, in order. `step` comes before a step is carried out, so that a view can wait
 * for the learner; it does not wait for one that is `joined` to the step before. `question` wants the index of an option back through `next(index)`; `preparing`,
 * `waiting` and `loading` are progress reports that a view may ignore.
 */
export type LessonEvent =
  | { type: 'lesson'; number: number; id: string; title: string; scenes: number }
  | { type: 'preparing'; what: string; done: number; total: number }
  | { type: 'lab'; postgres: StoreSummary; redis: StoreSummary }
  | { type: 'servers'; variant: string; copies: { name: string; url: string }[] }
  /** Only of `serve`: the first copy listens there, and programs of the learner's own reach the stores by these. */
  | { type: 'serving'; url: string; databaseUrl: string; redisUrl: string }
  | { type: 'scene'; number: number; of: number; title: string; line: number }
  /** The stores are as the place needs them where the lesson goes on: after so many whole scenes, or within one. */
  | { type: 'replayed'; scenes: number; within: boolean }
  | { type: 'prose'; markdown: string }
  | {
      type: 'step';
      kind: 'request' | 'sql' | 'redis' | 'wait' | 'servers' | 'load';
      text: string;
      joined: boolean;
    }
  | { type: 'code'; language: string; file: string; code: string }
  | { type: 'question'; question: string; hint: string; options: readonly string[] }
  | WaitingEvent
  | LoadingEvent
  | ({ type: 'wait'; what: string; durationMs: number } & Snapshot)
  | RequestEvent
  | SqlEvent
  | RedisEvent
  | LoadEvent
  | ChartEvent
  | QuizEvent
  | ExpectationEvent
  | { type: 'end'; ok: boolean; expectations: number; failed: number };
