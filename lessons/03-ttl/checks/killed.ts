import { within } from '../../../src/exercise/checks/time.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { check, endOf, look, makeEntry, NotHeld, waitUntil } from './entry.js';
import { newFavourite } from './ranking.js';

export const killed = check({
  id: 'killed',
  title: 'an entry ends in time when the server that made it is killed',
  after: ['expires'],
  async run(bench) {
    // Killed in the first half of the entry's life: later, a timer in the process may have done its work.
    const { entry, keys, favourite } = await within(bench.ttlMs / 2, async () => ({
      entry: await makeEntry(bench, 44),
      keys: await bench.keys(),
      favourite: await newFavourite(bench),
    }));
    await bench.restart();
    await waitUntil(bench, endOf(bench, entry.keptMs));
    for (const copy of ['A', 'B'] as const) {
      const { state } = await look(bench, entry.limit, favourite, copy);
      if (state !== 'old') continue;
      const immortal = keys.find(({ ttlMs }) => ttlMs === null);
      throw new NotHeld({
        mistake: 'the end of your entry depends on a timer in your process',
        expected: 'the new favourite, after both copies were killed and started again',
        got: 'the answer from before',
        why: 'A process may end at any moment, and takes its timers with it. What it has left in Redis then stays for ever.',
        tryThis: 'Let Redis keep the time: give the time to live together with the entry.',
        reproduce: [
          entry.reply.curl,
          ...(immortal ? [redisLine(['TTL', immortal.key], immortal.database)] : []),
        ],
      });
    }
  },
});
