import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { whyMissed } from '../../../src/exercise/checks/missed.js';
import { differsFromMiss } from '../../../src/exercise/checks/same-answer.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { check, makeEntry, NotHeld } from './entry.js';
import { momentTakenForDuration } from './lifetime.js';
import { pathOf } from './ranking.js';

/** As many as there are trials at most. */
const limits = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;

export const repeat = check({
  id: 'repeat',
  title: 'a repeat costs no SELECT, whichever copy is asked, and gives the same answer',
  after: ['answers'],
  async run(bench) {
    let next = bench.random.integer(0, limits.length - 1);
    const { limit, miss, hits } = await conclusive(
      0.7 * bench.ttlMs,
      async () => {
        // Not the limit of the trial before: a process may remember its answer, which no emptying of Redis ends.
        const limit = limits[next++ % limits.length] ?? 0;
        const { reply } = await makeEntry(bench, limit);
        return {
          limit,
          miss: reply,
          hits: { A: await bench.get(pathOf(limit), 'A'), B: await bench.get(pathOf(limit), 'B') },
        };
      },
      ({ hits: { A, B } }) => A.selects + B.selects === 0,
    );
    for (const copy of ['A', 'B'] as const) {
      const hit = hits[copy];
      bench.showReply(hit);
      if (hit.selects > 0) throw new NotHeld(await missed(bench, { limit, miss, hit, copy }));
      const differs = differsFromMiss(miss, hit);
      if (differs) throw new NotHeld(differs);
    }
  },
});

async function missed(
  bench: Bench,
  { limit, miss, hit, copy }: { limit: number; miss: Reply; hit: Reply; copy: CopyName },
): Promise<Failure> {
  const moment = momentTakenForDuration(bench, miss);
  const keys = await bench.keys();
  const cause =
    copy === 'A' ? await whyMissed(bench, () => bench.get(pathOf(limit))) : whyOnlyB(hit, keys.length === 0);
  return {
    ...cause,
    ...moment,
    expected: 'no SELECT for a repeat at once, from either copy',
    why: 'An entry that nobody finds is only work: each request pays for reading it, for writing it, and for the SELECT.',
    reproduce: [miss.curl, hit.curl],
  };
}

function whyOnlyB({ wire }: Reply, isEmpty: boolean): Pick<Failure, 'mistake' | 'got' | 'tryThis'> {
  const got = 'copy A answered from its cache, and copy B asked PostgreSQL';
  if (wire.some(({ store, reply }) => store === 'redis' && reply.startsWith('"'))) {
    return {
      mistake: 'you ask PostgreSQL on a hit, too',
      got: 'a SELECT, though Redis had the entry; perhaps after the answer had been sent',
      tryThis:
        'Once the answer is found, nothing that stands behind it may run. Is there a `return` missing?',
    };
  }
  if (isEmpty) {
    return {
      mistake: 'the cache lives in one process',
      got,
      tryThis: 'Keep the answers in Redis, which all copies share.',
    };
  }
  return {
    mistake: 'each copy has a cache of its own',
    got,
    tryThis: 'Make the key of what the request asks for, and of nothing that differs between copies.',
  };
}
