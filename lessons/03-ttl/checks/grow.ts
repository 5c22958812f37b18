import type { Bench, KeyState } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { warnOfImmortals, warnOfLateExpiry } from '../../../src/exercise/checks/keys.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { ask, check, NotHeld } from './entry.js';
import { pathOf } from './ranking.js';

const first = 2;
const more = 5;

export const grow = check({
  id: 'grow',
  title: 'nothing stays in Redis for ever that becomes more with every limit',
  after: ['expires'],
  async run(bench) {
    let next = 20;
    // A program may delete by a clock of its own what has no end: once that can have been, it is too late for a look.
    const failure = await conclusive(
      0.7 * bench.ttlMs,
      async () => {
        const limits = Array.from({ length: first + more }, () => next++);
        return growth(bench, limits.slice(0, first), limits.slice(first));
      },
      (found) => found !== null,
    );
    if (failure) throw new NotHeld(failure);
    await warnOfImmortals(bench);
    await bench.flush();
    await warnOfLateExpiry(bench, 'A', () => bench.get(pathOf(next)));
  },
});

/** What is wrong with that which has no end, and has become more with the later limits; null when nothing has. */
async function growth(
  bench: Bench,
  early: readonly number[],
  later: readonly number[],
): Promise<Failure | null> {
  let someEnd = false;
  const look = async () => {
    const keys = await bench.keys();
    someEnd ||= keys.some(({ ttlMs }) => ttlMs !== null);
    return immortals(bench, keys);
  };
  await bench.flush();
  for (const limit of early) await ask(bench, limit);
  const before = await look();
  for (const limit of later) await ask(bench, limit);
  let after = before;
  // What gets its end a moment later is no case for this check.
  const ended = await bench.until(async () => {
    after = await look();
    return sum(after) <= sum(before) || undefined;
  }, bench.ttlMs / 4);
  return ended ? null : grown(before, after, someEnd);
}

/** `someEnd`: whether a key with a time to live was seen. */
function grown(before: readonly Immortal[], after: readonly Immortal[], someEnd: boolean): Failure {
  const [example] = after.filter(
    ({ key, size }) => size > (before.find((one) => one.key === key)?.size ?? 0),
  );
  const some = example?.key ?? '';
  const inside = after.length === before.length;
  const mistake = inside
    ? 'a key that never expires grows with every limit'
    : someEnd
      ? 'your server leaves keys that never expire, one for each limit'
      : 'only your program knows when an entry ends';
  return {
    mistake,
    expected: `nothing without a time to live that becomes more, when ${more} other limits are asked for`,
    got: inside
      ? `\`${some}\` has grown, and has no end`
      : `${after.length - before.length} keys more without an end, \`${some}\` among them`,
    why: 'What nobody deletes and nothing ends fills the memory of Redis in time, and then it refuses to write, or throws out what is needed.',
    tryThis: 'Give every key a time to live that depends on an argument, those with notes about entries too.',
    reproduce: [redisLine(['--scan']), redisLine(['TTL', some], example?.database ?? 0)],
  };
}

interface Immortal extends KeyState {
  /** How many elements it has; 1 for a string. */
  readonly size: number;
}

const countOf: Readonly<Record<string, string>> = {
  hash: 'HLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  list: 'LLEN',
  stream: 'XLEN',
};

async function immortals(bench: Bench, keys: readonly KeyState[]): Promise<Immortal[]> {
  const found: Immortal[] = [];
  for (const state of keys) {
    if (state.ttlMs !== null) continue;
    const count = countOf[state.type];
    const size = count ? Number(await bench.redis([count, state.key], state.database)) : 1;
    found.push({ ...state, size });
  }
  return found;
}

function sum(keys: readonly Immortal[]): number {
  return keys.reduce((total, { size }) => total + size, 0);
}
