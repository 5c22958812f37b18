import { awkwardNames } from '../../../src/exercise/checks/names.js';
import type { Check } from '../../../src/exercise/exercise.js';
import { ofAll, ofDrink, rightWhy, wrongRevenue } from './revenue.js';
import type { Known } from './slips.js';
import { write } from './writes.js';

export const names: Check = {
  id: 'names',
  title: 'every read after a write is right for a drink of any name',
  after: ['right'],
  async run(bench) {
    const all = [...reserved, ...awkwardNames(bench.random)];
    for (const name of all) await bench.newDrink(name);
    await bench.flush();
    for (const name of all) {
      const reads = reserved.includes(name) ? [ofDrink(name), ofAll] : [ofDrink(name)];
      for (const read of reads) {
        const reply = await bench.get(read.path);
        const failure = await wrongRevenue(bench, reply, read, rightWhy);
        if (failure) return { ...failure, ...(reserved.includes(name) ? sharedWithWhole(name) : {}) };
      }
      const { reply: written, failure: unwritten } = await write(bench, 'POST', name);
      if (unwritten) return unwritten;
      for (const read of reads) {
        const reply = await bench.get(read.path);
        const failure = await wrongRevenue(bench, reply, read, rightWhy);
        if (!failure) continue;
        bench.showReply(written);
        return {
          ...failure,
          mistake: 'some names do not find their entry',
          got: `${failure.got}, after a POST for a drink called \`${name}\``,
          tryThis:
            'The one who reads and the one who deletes must make the key in the same way, from the name as it is: not from the URL as it was sent, and not as a pattern, where `*`, `?` and brackets stand for something else.',
          reproduce: [reply.curl, written.curl, ...failure.reproduce],
        };
      }
    }
    return undefined;
  },
};

/** Names that are likely to stand in a key for something that is no drink. */
const reserved: readonly string[] = ['all', 'total', 'undefined', 'null', '*'];

function sharedWithWhole(name: string): Known {
  return {
    mistake: `a drink called \`${name}\` shares its entry with the whole`,
    why: "A drink may be called anything. Two answers under one key are each other's mistakes.",
    tryThis:
      'Let no name make the key of the whole: `revenue:of:<drink>` and `revenue:all` are different whatever the drink is called.',
  };
}
