import type { Change, PostgresState, RedisKey, WatchedValue } from './snapshot.js';

/** What was read from PostgreSQL at one moment, or the error that it answered with. */
export type PostgresReading = PostgresValues | { readonly refusal: string };

export interface PostgresValues {
  readonly values: readonly { readonly label: string; readonly value: string | null }[];
  readonly newest: { readonly id: number; readonly drink: string; readonly size: string } | null;
}

/** One key as it was read from Redis, its value uncut. */
export interface KeyReading {
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly ttlMs: number | null;
}

/** Marks what changed since the reading before; with none before, everything is the same. */
export function markPostgres(now: PostgresReading, earlier: PostgresReading | undefined): PostgresState {
  if ('refusal' in now) return { watched: [], newest: null, refusal: now.refusal };
  const before = earlier && 'values' in earlier ? earlier : undefined;
  const watched = now.values.map(({ label, value }, index): WatchedValue => {
    const previous = before?.values[index];
    return { label, value, change: !previous || previous.value === value ? 'same' : 'changed' };
  });
  return { watched, newest: markNewest(now.newest, before), refusal: null };
}

function markNewest(
  newest: PostgresValues['newest'],
  before: PostgresValues | undefined,
): PostgresState['newest'] {
  if (newest === null) return null;
  if (!before || before.newest?.id === newest.id) {
    const same = !before || (before.newest?.drink === newest.drink && before.newest.size === newest.size);
    return { ...newest, change: same ? 'same' : 'changed' };
  }
  // A lower id than before: the newest order was deleted, and an older one has taken its place.
  return { ...newest, change: newest.id > (before.newest?.id ?? 0) ? 'added' : 'changed' };
}

const valueLimit = 200;

/**
 * Marks what changed since the reading before, sorted by key; keys that are gone are listed once more.
 * A TTL that counts down is no change; one that was gained or lost is.
 */
export function markKeys(now: readonly KeyReading[], before: readonly KeyReading[] | undefined): RedisKey[] {
  const previous = new Map(before?.map((one) => [one.key, one]));
  const present = new Set(now.map((one) => one.key));
  const removed = (before ?? []).filter((one) => !present.has(one.key));
  return [
    ...now.map((one) => listed(one, before ? changeOf(one, previous.get(one.key)) : 'same')),
    ...removed.map((one) => listed(one, 'removed')),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function changeOf(now: KeyReading, before: KeyReading | undefined): Change {
  if (!before) return 'added';
  const sameExpiry = (now.ttlMs === null) === (before.ttlMs === null);
  return now.type === before.type && now.value === before.value && sameExpiry ? 'same' : 'changed';
}

function listed({ key, type, value, ttlMs }: KeyReading, change: Change): RedisKey {
  const cut = value.length > valueLimit ? `${value.slice(0, valueLimit - 1)}…` : value;
  return { key, type, value: cut, ttlMs, change };
}
