import type { Bench } from '../../../src/exercise/bench.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { askInTurn, askOnce, isWrong, mixedUpWhy as why } from './in-turn.js';
import { answers, describe, type Names, newNames, wrongAnswer } from './question.js';

const separators = [':', '-', '_', '|', ',', '/', ' ', '.', '', '::'];

export const apart: Check = {
  id: 'apart',
  title: 'no two questions share an entry, whatever the names are',
  after: ['arguments'],
  async run(bench) {
    const alikes = alikesOf(bench, new Set([...separators, ...(await joinerOf(bench))]));
    if (!(await mayMixUp(bench, alikes))) return undefined;
    for (const alike of alikes) {
      const failure = await mixedUp(bench, alike);
      if (failure) return failure;
    }
    return undefined;
  },
};

/** Two questions that a careless key takes for one, and what is to be said then. */
interface Alike {
  pair(): Pair;
  readonly known: Pick<Failure, 'mistake' | 'tryThis'>;
}

/** What is told first comes first: a sorted key mixes up the others, too. */
function alikesOf(bench: Bench, separators: ReadonlySet<string>): readonly Alike[] {
  return [
    {
      pair: () => swap(newNames(bench)),
      known: {
        mistake: 'your key forgets which is the drink and which is the size',
        tryThis: 'Keep the parts of the key in their order; do not sort them.',
      },
    },
    ...Array.from(separators, (separator) => ({
      pair: () => splitDifferently(bench, separator),
      known: {
        mistake: 'two different questions share one key',
        tryThis:
          'Joined with a separator, names that contain it can no longer be told apart. Encode each part (`encodeURIComponent`), or make the key of `JSON.stringify([drink, size])`.',
      },
    })),
    {
      pair: () => changeCase(newNames(bench)),
      known: {
        mistake: 'your key takes capital letters for small ones',
        tryThis: 'PostgreSQL tells them apart, so the key must, too.',
      },
    },
  ];
}

type Pair = readonly [Names, Names];

/** The same word three times: so it shows whether the drink or the size comes first in the key. */
function splitDifferently(bench: Bench, separator: string): Pair {
  const word = bench.unknownDrink();
  const two = word + separator + word;
  return [
    { drink: two, size: word },
    { drink: word, size: two },
  ];
}

function swap({ drink, size }: Names): Pair {
  return [
    { drink, size },
    { drink: size, size: drink },
  ];
}

function changeCase({ drink, size }: Names): Pair {
  return [
    { drink, size },
    { drink: drink.toUpperCase(), size: size.toUpperCase() },
  ];
}

/**
 * Asks all of them side by side, since that is quicker: whether an answer is wrong, or it took too long to know. Whose
 * fault it is shows when they are asked alone.
 */
async function mayMixUp(bench: Bench, alikes: readonly Alike[]): Promise<boolean> {
  const start = performance.now();
  const asked = await Promise.all(alikes.map(({ pair }) => askOnce(bench, pair())));
  return performance.now() - start >= bench.ttlMs || asked.flat().some((one) => isWrong(bench, one));
}

async function mixedUp(bench: Bench, { pair, known }: Alike): Promise<Failure | undefined> {
  const [first, second] = await askInTurn(bench, pair);
  if (!first || !second) return undefined;
  const failed = [first, second].find((one) => isWrong(bench, one));
  if (!failed) return undefined;
  bench.showReply(failed.reply);
  if (failed === first || !answers(second.reply, first.question)) {
    return wrongAnswer(bench, failed.reply, failed.question, why);
  }
  return {
    ...known,
    expected: `another answer for ${describe(second.question)} than for ${describe(first.question)}`,
    got: 'the same answer, from the cache',
    why,
    reproduce: [first.reply.curl, second.reply.curl],
  };
}

/** What stands between drink and size in the name of a key, if both can be read in it: tried as a separator. */
async function joinerOf(bench: Bench): Promise<readonly string[]> {
  const [asked] = await askInTurn(bench, () => [newNames(bench)]);
  if (!asked) return [];
  const { drink, size } = asked.question;
  for (const { key } of await bench.keys()) {
    const first = key.indexOf(drink) < key.indexOf(size) ? drink : size;
    const from = key.indexOf(first);
    if (from === -1) continue;
    const joiner = key.slice(from + first.length, key.indexOf(first === drink ? size : drink));
    // PostgreSQL's text cannot hold a NUL.
    if (!joiner.includes('\0')) return [joiner];
  }
  return [];
}
