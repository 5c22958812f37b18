import type { Lab } from '../lab/lab.js';
import type { Snapshot, Watch } from '../lab/snapshot.js';
import type { Store } from '../lab/stores/store.js';
import type { LessonEvent, RequestEvent, StoreSummary } from './events.js';
import type { Seen } from './expectation/sentence.js';
import type { Names } from './expectation/value.js';
import type { Lesson } from './lesson.js';

/** What a run keeps between its steps. */
export interface Run {
  readonly lesson: Lesson;
  readonly lab: Lab;
  readonly names: Names;
  /** What the state panels show now. */
  watches: readonly Watch[];
  /** Every request of the lesson so far, for its charts. */
  readonly requests: RequestEvent[];
  /** The stores after every step of the lesson so far, for its charts. */
  readonly moments: Moment[];
  /** How much time a replay has let the stores believe in, in ms. */
  skippedMs: number;
}

/** A run of which nothing has been carried out yet, in a lab that is as it was opened. */
export function newRun(lesson: Lesson, lab: Lab): Run {
  return { lesson, lab, names: new Map(), watches: lesson.watches, requests: [], moments: [], skippedMs: 0 };
}

/** What a step yields while it is carried out, and in the end what it showed, for its expectations. */
export type StepEvents = AsyncGenerator<LessonEvent, Seen, number | undefined>;

/** Both stores as they were at a moment, in ms on the clock of `performance.now()`, with the time that was skipped. */
export interface Moment {
  readonly atMs: number;
  readonly snapshot: Snapshot;
}

/** Reads both stores and remembers what they held. */
export async function look({
  lab,
  moments,
  skippedMs,
}: Pick<Run, 'moments' | 'skippedMs'> & { lab: Pick<Lab, 'snapshot'> }): Promise<Snapshot> {
  const snapshot = await lab.snapshot();
  moments.push({ atMs: performance.now() + skippedMs, snapshot });
  return snapshot;
}

/** The servers that are running now. */
export function serversEvent(lab: Lab): LessonEvent {
  const copies = lab.servers.map(({ name, url }) => ({ name, url }));
  return { type: 'servers', variant: lab.servers[0]?.variant ?? '', copies };
}

/** A store, as events name it. */
export function summaryOf({ kind, product, version, url, place }: Store): StoreSummary {
  return { kind, product, version, url, place: place ?? null };
}
