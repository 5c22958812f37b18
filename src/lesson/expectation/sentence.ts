import type { Snapshot } from '../../lab/snapshot.js';
import type { HitRatioChart, LatencyChart, TimelineChart } from '../chart-events.js';
import type { RedisEvent, RequestEvent, SqlEvent } from '../events.js';
import type { LoadEvent } from '../load-events.js';
import type { Names, Value } from './value.js';

/** What a step showed, for its expectations to look at. */
export type Seen =
  | { readonly kind: 'http'; readonly requests: readonly RequestEvent[] }
  | { readonly kind: 'sql'; readonly result: SqlEvent }
  | { readonly kind: 'redis'; readonly replies: readonly RedisEvent[] }
  | { readonly kind: 'wait'; readonly snapshot: Snapshot }
  | { readonly kind: 'servers' }
  | { readonly kind: 'load'; readonly load: LoadEvent }
  | SeenChart;

/** A chart is named by what it shows: each kind has sentences of its own. */
export type SeenChart =
  | { readonly kind: 'latency chart'; readonly chart: LatencyChart }
  | { readonly kind: 'timeline chart'; readonly chart: TimelineChart }
  | { readonly kind: 'hit ratio chart'; readonly chart: HitRatioChart };

export type SeenKind = Seen['kind'];

/** Whether an expectation held: `expected` and `got` are short texts for the learner. */
export interface Verdict {
  readonly ok: boolean;
  readonly expected: string;
  readonly got: string;
}

/** One sentence below a step that must hold. */
export interface Expectation {
  readonly text: string;
  readonly line: number;
  /** The name that the sentence refers to, if any. */
  readonly name: string | null;
  check(seen: Seen, names: Names): Verdict;
}

/** A form of sentence: what it looks like, after which steps it may stand, and how it is checked. */
export interface Sentence {
  /** An example, for messages and the documentation. */
  readonly example: string;
  readonly kinds: readonly SeenKind[];
  readonly pattern: RegExp;
  /** Makes the check from the words that the pattern caught; null when a word among them makes no sense. */
  make(words: readonly string[]): Check | null;
}

export interface Check {
  readonly value?: Value;
  check(seen: Seen, names: Names): Verdict;
}

/** The state of the stores after a step. */
export function snapshotOf(seen: Seen): Snapshot {
  switch (seen.kind) {
    case 'http':
      return lastOf(seen.requests);
    case 'sql':
      return seen.result;
    case 'redis':
      return lastOf(seen.replies);
    case 'wait':
      return seen.snapshot;
    default:
      throw new Error(`a ${seen.kind} step has no snapshot`);
  }
}

/** The last of a list that is never empty. */
export function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new Error('nothing was seen');
  return last;
}

/** Compares two texts, as numbers where both are. */
export function same(left: string, right: string): boolean {
  return left === right || (left !== '' && right !== '' && Number(left) === Number(right));
}
