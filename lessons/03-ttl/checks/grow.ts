import type { Bench, KeyState } from '../../../src/exercise/bench.js';
import { warnOfImmortals, warnOfLateExpiry } from '../../../src/exercise/checks/keys.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { ask, check, NotHeld } from './entry.js';
import { pathOf } from './ranking.js';

const first = [60, 61] as const;
const more = [62, 63, 64, 65, 66] as const;

export const grow = check({
  id: 'grow',
  title: 'nothing stays in Redis for ever that becomes more with every limit',
  after: ['expires'],
  async run(bench) {
    for (const limit of first) await ask(bench, limit);
    let someEnd = false;
    const look = async () => {
      const keys = await bench.keys();
      someEnd ||= keys.some(({ ttlMs }) => ttlMs !== null);
      return immortals(bench, keys);
    };
    const before = await look();
    for (const limit of more) await ask(bench, limit);
    // What gets its end a moment later is no case for this check.
    const shrunk = await bench.until(async () => {
      const now = await look();
      return sum(now) <= sum(before) ? now : undefined;
    }, bench.ttlMs / 4);
    if (!shrunk) throw new NotHeld(grown(before, await look(), someEnd));
    await warnOfImmortals(bench);
    await bench.flush();
    await warnOfLateExpiry(bench, 'A', () => bench.get(pathOf(67)));
  },
});

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
    expected: `nothing without a time to live that becomes more, when ${more.length} other limits are asked for`,
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
