/** What a lesson watches: an SQL statement whose single value is the truth, and the key that caches it. */
export interface Watch {
  /** What the value is, in the learner's words: `latte orders`. */
  readonly label: string;
  /** A statement that yields one row; its first column is the truth. */
  readonly truth: string;
  /** The Redis key that holds the cached value; absent while nothing is cached by the lesson's server. */
  readonly key?: string;
}

export type Change = 'same' | 'added' | 'changed' | 'removed';

/** A value in PostgreSQL that a lesson watches. */
export interface WatchedValue {
  readonly label: string;
  readonly value: string | null;
  readonly change: Change;
}

export interface PostgresState {
  readonly watched: readonly WatchedValue[];
  /** The order with the highest id; null when there is none. */
  readonly newest: { id: number; drink: string; size: string; change: Change } | null;
  /** Why PostgreSQL would not be read, in its own words, as after `DROP TABLE`; null when it was. Old recordings lack it. */
  readonly refusal: string | null;
}

/** One key in Redis. A `removed` one is listed once, as it last was. */
export interface RedisKey {
  readonly key: string;
  readonly type: string;
  /** A string as it is; other types in brief. Cut at 200 characters. */
  readonly value: string;
  /** Time left in ms; null when it never expires. */
  readonly ttlMs: number | null;
  readonly change: Change;
}

export interface RedisState {
  readonly keys: readonly RedisKey[];
  /** How many keys there are beyond those listed. */
  readonly more: number;
}

/** `fresh`: what is cached equals the database. `stale`: it does not. `empty`: nothing is cached. */
export type Agreement = 'fresh' | 'stale' | 'empty';

/** How one cached value compares with the truth. */
export interface Comparison {
  readonly label: string;
  readonly key: string;
  readonly truth: string | null;
  /** null when the key is not in Redis. */
  readonly cached: string | null;
  readonly agreement: Agreement;
}

/** Both stores at one moment, compared with the snapshot before. */
export interface Snapshot {
  readonly postgres: PostgresState;
  readonly redis: RedisState;
  /** One for each watch that has a key. */
  readonly comparisons: readonly Comparison[];
  /** `stale` if any comparison is; else `fresh` if any is; else `empty`. */
  readonly agreement: Agreement;
}
