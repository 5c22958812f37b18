import type { Bench } from '../../../src/exercise/bench.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { NotJudged } from '../../../src/exercise/trouble.js';

/** What must be seen of an entry is seen in this part of CACHE_TTL_SECONDS. */
export const wellWithin = 0.8;
const trials = 10;

/**
 * Prepares, which takes its time, and judges, until it took less time than an entry lives. One outcome needs
 * no entry that is still there, and is sure however long it took: that a question got another one's answer, or
 * that a repeat asked PostgreSQL nothing. Rejects with NotJudged after ten trials.
 */
export async function whileAlive<Prepared>(
  bench: Bench,
  sure: 'failure' | 'success',
  prepare: () => Promise<Prepared>,
  judge: (prepared: Prepared) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  for (let trial = 1; trial <= trials; trial++) {
    const prepared = await prepare();
    await bench.flush();
    const start = performance.now();
    const failure = await judge(prepared);
    const inTime = performance.now() - start < bench.ttlMs * wellWithin;
    if (inTime || (sure === 'failure') === (failure !== undefined)) return failure;
  }
  throw new NotJudged(`${trials} times in a row, the machine was too busy to ask twice while an entry lives`);
}
