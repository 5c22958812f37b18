import type { Comparison, RedisKey } from '../../lab/snapshot.js';
import { type Seen, type SeenKind, type Sentence, same, snapshotOf } from './sentence.js';

const withState: readonly SeenKind[] = ['http', 'sql', 'redis', 'wait'];

function keyIn(seen: Seen, key: string): RedisKey | undefined {
  return snapshotOf(seen).redis.keys.find((entry) => entry.key === key && entry.change !== 'removed');
}

function describe(comparison: Comparison | undefined): string {
  if (!comparison) return 'nothing to compare';
  const { agreement, truth, cached } = comparison;
  return agreement === 'stale' ? `stale: the cache has ${cached}, the database ${truth}` : agreement;
}

const unreadable = (refusal: string) => `PostgreSQL could not be read: ${refusal}`;

export const storeSentences: readonly Sentence[] = [
  {
    example: 'the cache is fresh',
    kinds: withState,
    pattern: /^the cache is (fresh|stale|empty)$/,
    make: ([expected = '']) => ({
      check(seen) {
        const { agreement, comparisons, postgres } = snapshotOf(seen);
        if (postgres.refusal !== null) return { ok: false, expected, got: unreadable(postgres.refusal) };
        const culprit = comparisons.find((comparison) => comparison.agreement === agreement);
        return { ok: agreement === expected, expected, got: describe(culprit) };
      },
    }),
  },
  {
    example: 'the cache is 1 behind',
    kinds: withState,
    pattern: /^the cache is (\d+) behind$/,
    make: ([expected = '']) => ({
      check(seen) {
        const { comparisons, postgres } = snapshotOf(seen);
        if (postgres.refusal !== null) {
          return { ok: false, expected: `${expected} behind`, got: unreadable(postgres.refusal) };
        }
        const stale = comparisons.find((comparison) => comparison.agreement === 'stale');
        const behind = stale ? Number(stale.truth) - Number(stale.cached) : 0;
        return { ok: behind === Number(expected), expected: `${expected} behind`, got: `${behind} behind` };
      },
    }),
  },
  {
    example: 'the key orders:count:latte exists',
    kinds: withState,
    pattern: /^the key (.+) (exists|does not exist)$/,
    make: ([key = '', expected = '']) => ({
      check(seen) {
        const got = keyIn(seen, key) ? 'exists' : 'does not exist';
        return { ok: got === expected, expected, got };
      },
    }),
  },
  {
    example: 'the key orders:count:latte never expires',
    kinds: withState,
    pattern: /^the key (.+) (never expires|has an expiry)$/,
    make: ([key = '', expected = '']) => ({
      check(seen) {
        const entry = keyIn(seen, key);
        const got = !entry ? 'does not exist' : entry.ttlMs === null ? 'never expires' : 'has an expiry';
        return { ok: got === expected, expected, got };
      },
    }),
  },
  {
    example: 'Redis holds 3 keys',
    kinds: withState,
    pattern: /^Redis holds (\d+) keys?$/,
    make: ([expected = '']) => ({
      check(seen) {
        const { keys, more } = snapshotOf(seen).redis;
        const got = String(keys.filter((entry) => entry.change !== 'removed').length + more);
        return { ok: same(got, expected), expected: `${expected} keys`, got: `${got} keys` };
      },
    }),
  },
];
