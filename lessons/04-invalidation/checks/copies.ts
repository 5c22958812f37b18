import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { isWrong, ofAll, ofDrink, rightWhy, wellWithin, wrongRevenue } from './revenue.js';
import { type Writer, write, writers } from './writes.js';

export const copies: Check = {
  id: 'copies',
  title: 'a write through one copy is seen through the other',
  after: ['right'],
  async run(bench) {
    for (const [writing, reading] of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      for (const writer of writers) {
        const failure = await conclusive(
          wellWithin(bench),
          () => afterWrite(bench, writer, writing, reading),
          isWrong,
        );
        if (failure) return failure;
      }
    }
    return undefined;
  },
};

/** A failure when a write through one copy, after both have read, is not seen through the other. */
async function afterWrite(
  bench: Bench,
  writer: Writer,
  writing: CopyName,
  reading: CopyName,
): Promise<Failure | undefined> {
  const { name } = await bench.newDrink();
  // The drink is new to the whole, too.
  await bench.flush();
  const reads = [ofDrink(name), ofAll];
  for (const read of reads) for (const copy of ['A', 'B'] as const) await bench.get(read.path, copy);
  const { reply: written, failure: unwritten } = await write(bench, writer, name, { to: writing });
  if (unwritten) return unwritten;
  for (const read of reads) {
    const reply = await bench.get(read.path, reading);
    const failure = await wrongRevenue(bench, reply, read, rightWhy);
    if (failure) return unseen(failure, { writer, writing, reading, written, reply });
  }
  return undefined;
}

function unseen(
  failure: Failure,
  round: { writer: Writer; writing: CopyName; reading: CopyName; written: Reply; reply: Reply },
): Failure {
  const { writer, writing, reading, written, reply } = round;
  const inMemory = !reply.wire.some(({ source }) => source === reading);
  return {
    ...failure,
    mistake: inMemory ? 'the cache lives in one process' : 'the copies do not share their entries',
    got: `after a ${writer} through copy ${writing}, copy ${reading} says:${start(reply).slice(1)}${inMemory ? ', from its memory' : ''}`,
    why: 'A service runs in several copies. What one of them keeps in its memory, no other can delete.',
    tryThis: inMemory
      ? 'Keep the entries in Redis and nowhere else: it is what the copies share.'
      : 'Look at which keys each copy uses: they must be the same.',
    reproduce: [reply.curl, written.curl, ...failure.reproduce],
  };
}
