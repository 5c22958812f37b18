import type { Bench, Reply } from '../../../src/exercise/bench.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { says } from './answer.js';
import type { Question, Route, Truth } from './questions.js';

/** How many times CACHE_TTL_SECONDS an entry of each route lives. */
export const lifetimes: Readonly<Record<Route, number>> = {
  '/orders/by-size': 1,
  '/orders/latest': 1,
  '/orders/:id': 3,
};
/** How much longer than stated an entry may live, for rounding or jitter, in ms. */
const graceMs = 800;
/** An entry of which it is known when it was made, and what its question was answered with before and since. */
export interface Entry {
  readonly question: Question;
  /** On the clock of `performance.now()`: it was made between these. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly old: Truth;
}

async function waitUntil(bench: Bench, momentMs: number): Promise<void> {
  await bench.until(
    async () => (performance.now() >= momentMs ? true : undefined),
    momentMs - performance.now(),
  );
}

/**
 * Looks whether an entry is still there between two moments of its life, in times to live. Resolves with a
 * failure; with `late` when the look came too late to say anything; with nothing when all is well.
 */
export function alive(bench: Bench, { question, fromMs, toMs, old }: Entry, from: number, to: number) {
  return async (): Promise<Failure | 'late' | undefined> => {
    await waitUntil(bench, toMs + from * bench.ttlMs);
    const reply = await bench.get(question.path);
    if (reply.selects === 0 || says(bench, reply, question, old)) return undefined;
    if (performance.now() > fromMs + to * bench.ttlMs) return 'late';
    const times = lifetimes[question.route];
    const likeOthers = times > 1 && from > 1;
    return {
      mistake: likeOthers
        ? `an entry of \`${question.route}\` lives no longer than the others`
        : 'your entries do not live long enough',
      expected: `an entry of \`${question.route}\` that is there for ${describe(times)}`,
      got: `it was gone ${seconds(performance.now() - fromMs)} s after the first request`,
      why: 'Every route has its own answer to how old is too old, and an entry that ends early is a SELECT too many.',
      tryThis: likeOthers
        ? 'Let `cached` take the time to live as an option, and give this route three times the usual.'
        : 'Look with `PTTL` how long it has when it is new.',
      reproduce: reproduceWith(reply),
    };
  };
}

/** Looks whether an entry has ended when its life is over; resolves like `alive`. */
export function over(bench: Bench, { question, toMs, old }: Entry) {
  return async (): Promise<Failure | 'late' | undefined> => {
    const times = lifetimes[question.route];
    await waitUntil(bench, toMs + times * bench.ttlMs + graceMs);
    const lookMs = performance.now();
    const before = await bench.keys();
    const reply = await bench.get(question.path);
    if (!says(bench, reply, question, old)) {
      // An entry that lives three times as long as it should would have ended by now, too.
      return times === 1 && lookMs > toMs + 2.5 * bench.ttlMs ? 'late' : undefined;
    }
    return {
      ...(await whyOld(bench, reply, question, before)),
      expected: `an entry of \`${question.route}\` that lives ${describe(times)}, and then a new SELECT`,
      got: `the old answer ${seconds(lookMs - toMs)} s after the entry was made`,
      why: 'The time to live is the promise how old an answer can be.',
      reproduce: reproduceWith(reply),
    };
  };
}

async function whyOld(
  bench: Bench,
  reply: Reply,
  { route }: Question,
  before: Awaited<ReturnType<Bench['keys']>>,
): Promise<Pick<Failure, 'mistake' | 'tryThis'>> {
  if (reply.selects > 0) {
    return {
      mistake: 'an old answer is given while a new one is fetched',
      tryThis:
        'An entry may be renewed before its life is over, but once it is over nobody may get it: let Redis end it.',
    };
  }
  const after = await bench.keys();
  const extended = after.some(({ key, ttlMs }) => {
    const was = before.find((one) => one.key === key)?.ttlMs;
    return ttlMs !== null && was != null && ttlMs > was;
  });
  if (extended) {
    return {
      mistake: 'reading extends the life of the entry',
      tryThis: 'Set the time to live when the entry is made, and not again: no EXPIRE and no GETEX on a hit.',
    };
  }
  if (after.length > 0 && after.every(({ ttlMs }) => ttlMs === null)) {
    return {
      mistake: 'your entries never end',
      tryThis:
        'Give SET the time to live: `EX` and CACHE_TTL_SECONDS. Take care that the option gets as far as the client.',
    };
  }
  bench.showReply(reply);
  return {
    mistake: `an entry of \`${route}\` lives too long`,
    tryThis:
      'Look with `PTTL` how long it has when it is new: seconds are not minutes, and only single orders live three times as long.',
  };
}

const describe = (times: number) => (times === 1 ? 'CACHE_TTL_SECONDS' : `${times} times CACHE_TTL_SECONDS`);
const seconds = (ms: number) => (ms / 1000).toFixed(1);
const reproduceWith = ({ curl }: Reply) => [curl, redisLine(['--scan']), redisLine(['TTL', '<key>'])];
