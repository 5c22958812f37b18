import type { Bench } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { ofAll, ofDrink, type Read, rightWhy, truthOf, wrongRevenue } from './revenue.js';
import { late, slip, stale } from './slips.js';
import { type Writer, write, writers } from './writes.js';

export const right: Check = {
  id: 'right',
  title: 'every read after every write is right, 20 times over',
  async run(bench) {
    const { name } = await bench.newDrink();
    const reads = [ofDrink(name), ofAll];
    for (const read of reads) {
      const reply = await bench.get(read.path);
      const failure = await wrongRevenue(bench, reply, read, rightWhy);
      if (failure)
        return { ...failure, ...slip(reply, { before: NaN, now: NaN }, await truthOf(bench, ofDrink(name))) };
    }
    for (let round = 0; round < 20; round++) {
      const failure = await wrongAfter(bench, round % 2 === 0 ? 'POST' : 'DELETE', name, reads);
      if (failure) return failure;
    }
    for (const writer of writers) {
      const failure = await late(bench, writer, name);
      if (failure) return failure;
    }
    return undefined;
  },
};

/** Writes through copy A, and looks at every read. */
async function wrongAfter(
  bench: Bench,
  writer: Writer,
  drink: string,
  reads: readonly Read[],
): Promise<Failure | undefined> {
  const before = await Promise.all(reads.map((read) => truthOf(bench, read)));
  const { reply: written, failure: unwritten } = await write(bench, writer, drink);
  if (unwritten) return unwritten;
  for (const [index, read] of reads.entries()) {
    const reply = await bench.get(read.path);
    const failure = await wrongRevenue(bench, reply, read, rightWhy);
    if (!failure) continue;
    const was = before[index] ?? 0;
    const change = { writer, written, read, before: was, now: await truthOf(bench, read) };
    const others = await Promise.all(reads.filter((one) => one !== read).map((one) => truthOf(bench, one)));
    const old = numberIn(reply, 'revenue') === was;
    return {
      ...failure,
      got: old ? `the answer from before the ${writer}${start(reply)}` : failure.got,
      reproduce: [reply.curl, written.curl, ...failure.reproduce],
      ...(old ? await stale(bench, change, drink) : slip(reply, change, others[0] ?? NaN)),
    };
  }
  return undefined;
}
