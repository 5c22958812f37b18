import type { Bench, KeyState, Reply } from '../../../src/exercise/bench.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { inMemory } from './entry.js';

/** A mistake by its name. Commands on the wire serve to find the name, never the verdict. */
type Known = Pick<Failure, 'mistake' | 'tryThis'>;

/** A duration was given where Redis, or a library, expects a moment. */
export function momentTakenForDuration({ ttlMs }: Bench, { wire }: Reply): Known | undefined {
  const durations = [String(ttlMs), String(ttlMs / 1000)];
  const given = wire.some(
    ({ store, text, parameters }) =>
      store === 'redis' &&
      /\b(EXPIREAT|PEXPIREAT|EXAT|PXAT)\b/i.test(text) &&
      parameters.some((value) => value !== null && durations.includes(value)),
  );
  if (!given) return undefined;
  return {
    mistake: 'you gave a duration where Redis expects a moment: the entry ended in 1970',
    tryThis: 'Use `EX` or `EXPIRE`, which count from now.',
  };
}

/**
 * Why an answer is still given after its time. `keys` as they were `ageMs` after the answer of the request `kept`.
 */
export function whyStale(
  { ttlMs }: Bench,
  { keys, ageMs, kept }: { keys: readonly KeyState[]; ageMs: number; kept: Reply },
): Known {
  const longest = Math.max(...keys.map((key) => key.ttlMs ?? 0), 0);
  // The entry was made somewhat before the answer came.
  const seconds = Math.ceil((longest + ageMs) / 1000);
  if (longest > 500 * ttlMs && longest < 1100 * ttlMs) {
    return {
      mistake: `EX counts seconds: the entry lives ${Math.round(longest / ttlMs / 100) * 100 * (ttlMs / 1000)} s`,
      tryThis: 'Give `PX` the milliseconds, or `EX` the seconds as they are.',
    };
  }
  if (longest > 1.5 * ttlMs) {
    return {
      mistake: `the entry lives ${seconds} s, whatever CACHE_TTL_SECONDS says`,
      tryThis: 'Take the seconds from `process.env.CACHE_TTL_SECONDS`.',
    };
  }
  if (!keys.some((key) => key.ttlMs === null)) return inMemory;
  const expires = kept.wire.filter(({ statement }) => /^P?EXPIRE/.test(statement));
  if (expires.some(({ reply }) => reply.startsWith('(integer) 0'))) {
    return {
      mistake: 'EXPIRE comes before the entry is there',
      tryThis: 'Set the entry first, and wait for it; or do both at once, with `SET … EX`.',
    };
  }
  if (expires.length > 0) {
    return {
      mistake: 'your entry loses its end again',
      tryThis: 'A plain `SET` takes an end away that was there before: give both at once, with `SET … EX`.',
    };
  }
  return {
    mistake: 'your entry never expires',
    tryThis: 'Give Redis a time to live together with the entry: `SET key value EX seconds`.',
  };
}
