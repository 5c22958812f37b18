import type { Lab } from '../lab/lab.js';
import type { Store } from '../lab/stores/store.js';
import type { LessonEvent, RequestEvent, StoreSummary } from './events.js';
import type { Names } from './expectation/value.js';
import type { Lesson } from './lesson.js';

/** What a run keeps between its steps. */
export interface Run {
  readonly lesson: Lesson;
  readonly lab: Lab;
  readonly names: Names;
  /** Every request of the lesson so far, for its charts. */
  readonly requests: RequestEvent[];
}

/** The servers that are running now. */
export function serversEvent(lab: Lab): LessonEvent {
  const copies = lab.servers.map(({ name, url }) => ({ name, url }));
  return { type: 'servers', variant: lab.servers[0]?.variant ?? '', copies };
}

/** A store, as events name it. */
export function summaryOf({ kind, product, version, url }: Store): StoreSummary {
  return { kind, product, version, url };
}
