import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { warnOfScans } from '../../../src/exercise/checks/keys.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { isHeld, ofDrink, type Read, wellWithin } from './revenue.js';
import { type Writer, write, writers } from './writes.js';

export const neighbours: Check = {
  id: 'neighbours',
  title: "a write for one drink leaves the other drinks' entries alone",
  after: ['hits'],
  async run(bench) {
    for (const writer of writers) {
      const failure = await conclusive(
        wellWithin(bench),
        async () => {
          const { name } = await bench.newDrink();
          const similar = ofDrink((await bench.newDrink(`${name} to go`)).name);
          const other = ofDrink((await bench.newDrink()).name);
          for (const { path } of [ofDrink(name), similar, other]) await bench.get(path);
          const { reply, failure } = await write(bench, writer, name);
          if (failure) return failure;
          warnOfScans(bench, reply);
          return (
            (await lost(bench, other, writer, reply, true)) ?? lost(bench, similar, writer, reply, false)
          );
        },
        isHeld,
      );
      if (failure) return failure;
    }
    return undefined;
  },
};

async function lost(
  bench: Bench,
  { path }: Read,
  writer: Writer,
  written: Reply,
  all: boolean,
): Promise<Failure | undefined> {
  const reply = await bench.get(path);
  if (reply.selects === 0) return undefined;
  bench.showReply(written);
  return {
    mistake: all
      ? 'a write for one drink throws away the entries of all'
      : 'you delete by a pattern that other drinks fit, too',
    expected: `\`${path}\` from the cache, after a ${writer} for another drink`,
    got: `${reply.selects} SELECT${reply.selects === 1 ? '' : 's'}`,
    why: 'In a busy shop there is always an order for something. If each empties the whole cache, there is no cache.',
    tryThis: all
      ? 'A write makes two answers wrong: that of its drink, and the whole. See to these two.'
      : 'A pattern that ends in `*` after the name also fits every name that begins with it. Name the entries instead.',
    reproduce: [reply.curl, written.curl, reply.curl],
  };
}
