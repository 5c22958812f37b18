import type { Bench } from '../../../src/exercise/bench.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { ask, check, endOf, isOld, look, makeEntry, NotHeld, waitUntil } from './entry.js';
import { whyStale } from './lifetime.js';
import { newFavourite, truth, wrongRanking } from './ranking.js';

export const expires = check({
  id: 'expires',
  title: 'an answer is right again once its time to live is over',
  after: ['repeat', 'lives'],
  async run(bench) {
    const entry = await makeEntry(bench, bench.random.integer(30, 39));
    const { limit, reply: kept } = entry;
    const ageMs = performance.now() - entry.keptMs;
    const keys = await bench.keys();
    const favourite = await newFavourite(bench);
    await waitUntil(bench, endOf(bench, entry.keptMs));
    const { reply, state } = await look(bench, limit, favourite);
    if (state === 'renewing') return isRightSoon(bench, limit, favourite);
    if (state === 'old') {
      throw new NotHeld({
        ...whyStale(bench, { keys, ageMs, kept }),
        expected: `the new favourite, ${favourite}, in an answer ${seconds(1.5 * bench.ttlMs)} after the entry was made`,
        got: 'the answer from before',
        why: 'Nobody tells the cache that somebody has ordered. The time to live is what bounds how long it is wrong.',
        reproduce: [
          kept.curl,
          ...keys.slice(0, 1).map(({ key, database }) => redisLine(['TTL', key], database)),
        ],
      });
    }
    const failure = wrongRanking(bench, reply, limit, await truth(bench));
    if (failure) throw new NotHeld(failure);
  },
});

/** A server that gives out the old answer once more has a new one for one of the next requests. */
async function isRightSoon(bench: Bench, limit: number, favourite: string): Promise<void> {
  const right = await bench.until(async () => {
    const next = await ask(bench, limit);
    return isOld(next, favourite) ? undefined : next;
  }, bench.ttlMs);
  if (right) {
    return bench.warn({
      text: 'the first answer after the time to live is still the old one',
      why: 'The next one is right. But where nobody asks for an hour, somebody gets an answer that is an hour old.',
    });
  }
  const reply = await ask(bench, limit);
  throw new NotHeld({
    mistake: 'your server asks PostgreSQL again, and keeps the old answer',
    expected: 'the new favourite, once PostgreSQL has been asked again',
    got: 'the answer from before',
    why: 'An entry that has ended must be replaced by what PostgreSQL says now.',
    tryThis: 'Set the entry with the answer that you have just got.',
    reproduce: [reply.curl],
  });
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
