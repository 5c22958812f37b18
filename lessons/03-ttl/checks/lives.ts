import { redisLine } from '../../../src/exercise/shell.js';
import { NotJudged } from '../../../src/exercise/trouble.js';
import { ask, check, isOld, makeEntry, NotHeld, waitUntil } from './entry.js';
import { newFavourite } from './ranking.js';

const trials = 10;

export const lives = check({
  id: 'lives',
  title: 'an entry is still there when most of its time is yet to come',
  after: ['repeat'],
  async run(bench) {
    const limit = bench.random.integer(20, 29);
    for (let trial = 1; trial <= trials; trial++) {
      const { reply, sentMs, keptMs } = await makeEntry(bench, limit);
      const favourite = await newFavourite(bench);
      await waitUntil(bench, keptMs + 0.55 * bench.ttlMs);
      const again = await ask(bench, limit);
      // An old answer is a hit, even where it is being worked out anew meanwhile.
      if (isOld(again, favourite)) return;
      const ageMs = performance.now() - sentMs;
      if (ageMs > 0.7 * bench.ttlMs) continue;
      throw new NotHeld({
        mistake: 'your entry ends too early',
        expected: `a hit for ${bench.ttlMs / 1000} s, as CACHE_TTL_SECONDS says`,
        got: `a SELECT after ${(ageMs / 1000).toFixed(1)} s`,
        why: 'How often PostgreSQL is asked is what the time to live is chosen for: half the time is twice the work.',
        tryThis: 'Take the seconds from `process.env.CACHE_TTL_SECONDS`, as they are.',
        reproduce: [reply.curl, redisLine(['--scan'])],
      });
    }
    throw new NotJudged(`${trials} times in a row, an answer took longer than the entry lives`);
  },
});
