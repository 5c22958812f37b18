import type { Bench } from '../../../src/exercise/bench.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { askInTurn, isWrong, mixedUpWhy as why } from './in-turn.js';
import { answers, describe, type Names, newNames, wrongAnswer } from './question.js';

const separators = [':', '-', '_', '|', ',', '/', ' ', '.', '', '::'];

export const apart: Check = {
  id: 'apart',
  title: 'no two questions share an entry, whatever the names are',
  after: ['arguments'],
  async run(bench) {
    // First, since a sorted key mixes up the others, too.
    const swapped = await mixedUp(bench, () => swap(newNames(bench)), {
      mistake: 'your key forgets which is the drink and which is the size',
      tryThis: 'Keep the parts of the key in their order; do not sort them.',
    });
    if (swapped) return swapped;
    const joiner = await joinerOf(bench);
    for (const separator of new Set([...separators, ...joiner])) {
      const failure = await mixedUp(bench, () => splitDifferently(bench, separator), {
        mistake: 'two different questions share one key',
        tryThis:
          'Joined with a separator, names that contain it can no longer be told apart. Encode each part (`encodeURIComponent`), or make the key of `JSON.stringify([drink, size])`.',
      });
      if (failure) return failure;
    }
    return mixedUp(bench, () => changeCase(newNames(bench)), {
      mistake: 'your key takes capital letters for small ones',
      tryThis: 'PostgreSQL tells them apart, so the key must, too.',
    });
  },
};

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

async function mixedUp(
  bench: Bench,
  pair: () => Pair,
  known: Pick<Failure, 'mistake' | 'tryThis'>,
): Promise<Failure | undefined> {
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
