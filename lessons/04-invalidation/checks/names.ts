import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { awkwardNames } from '../../../src/exercise/checks/names.js';
import { numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { isWrong, ofAll, ofDrink, rightWhy, truthOf, wellWithin, wrongRevenue } from './revenue.js';
import type { Known } from './slips.js';
import { refused } from './writes.js';

export const names: Check = {
  id: 'names',
  title: 'every read after a write is right for a drink of any name',
  after: ['right'],
  async run(bench) {
    const all = [...reserved, ...awkwardNames(bench.random)];
    for (const name of all) await bench.newDrink(name);
    for (let first = 0; first < all.length; first += atOnce) {
      const some = all.slice(first, first + atOnce);
      const failure = await conclusive(wellWithin(bench), () => wrongNames(bench, some), isWrong);
      if (failure) return failure;
    }
    return undefined;
  },
};

/** Few enough that their entries do not expire meanwhile, unless the machine is very busy. */
const atOnce = 4;

/** Reads, writes and reads again, for some drinks side by side; before the writes, the whole, too. */
async function wrongNames(bench: Bench, drinks: readonly string[]): Promise<Failure | undefined> {
  await bench.flush();
  const read = () => Promise.all(drinks.map((drink) => bench.get(ofDrink(drink).path)));
  const firsts = [...(await read()), await bench.get(ofAll.path)];
  for (const [index, reply] of firsts.entries()) {
    const drink = drinks[index];
    const read = drink === undefined ? ofAll : ofDrink(drink);
    const failure = await wrongRevenue(bench, reply, read, rightWhy);
    if (!failure) continue;
    const name = drink ?? (await drinkOf(bench, reply, drinks));
    bench.showReply(reply);
    return { ...failure, ...(name !== undefined && reserved.includes(name) ? sharedWithWhole(name) : {}) };
  }
  const written = await Promise.all(drinks.map((drink) => bench.post('/orders', { drink, size: 'small' })));
  const refusal = written.map((reply) => refused('POST', reply)).find((failure) => failure !== undefined);
  if (refusal) return refusal;
  for (const [index, reply] of (await read()).entries()) {
    const drink = drinks[index] ?? '';
    const failure = await wrongRevenue(bench, reply, ofDrink(drink), rightWhy);
    if (!failure) continue;
    const writing = written[index] as Reply;
    bench.showReply(writing);
    return {
      ...failure,
      mistake: 'some names do not find their entry',
      got: `${failure.got}, after a POST for a drink called \`${drink}\``,
      tryThis:
        'The one who reads and the one who deletes must make the key in the same way, from the name as it is: not from the URL as it was sent, and not as a pattern, where `*`, `?` and brackets stand for something else.',
      reproduce: [reply.curl, writing.curl, ...failure.reproduce],
    };
  }
  return undefined;
}

/** The drink whose revenue stands where another should. */
async function drinkOf(bench: Bench, reply: Reply, drinks: readonly string[]): Promise<string | undefined> {
  for (const drink of drinks) {
    if (numberIn(reply, 'revenue') === (await truthOf(bench, ofDrink(drink)))) return drink;
  }
  return undefined;
}

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
