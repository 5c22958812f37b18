import type { Bench } from '../../../src/exercise/bench.js';
import { within } from '../../../src/exercise/checks/time.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { wrongAnswer } from './answer.js';
import { wellWithin } from './hits.js';
import { bySize, latest, newQuestions, type Question, routes } from './questions.js';

/** Asks each question for the first time, in order. What is wrong then comes from another one's entry. */
async function mixedUp(
  bench: Bench,
  questions: readonly Question[],
  known: (question: Question, earlier: readonly Question[]) => Partial<Failure>,
): Promise<Failure | undefined> {
  for (const [index, question] of questions.entries()) {
    const reply = await bench.get(question.path);
    const failure = await wrongAnswer(
      bench,
      reply,
      question,
      'A customer gets the answer to a question that somebody else has asked.',
    );
    if (!failure) continue;
    const fromCache = reply.selects === 0;
    const before = questions.slice(0, index).map(({ path }) => `\`GET ${path}\``);
    return {
      ...failure,
      got: `${failure.got}${fromCache ? ', without a SELECT' : ''}; asked before: ${before.join(', ') || 'nothing'}`,
      ...(fromCache && known(question, questions.slice(0, index))),
      reproduce: [redisLine(['--scan']), ...failure.reproduce],
    };
  }
  return undefined;
}

/** Names that become one when letters, blanks or escapes are levelled. */
const alike = (word: string) => [
  word,
  word.toUpperCase(),
  `${word} x`,
  `${word}_x`,
  `${word}:x`,
  `${word}%20x`,
];

export const separate: Check = {
  id: 'arguments',
  title: 'on each route, every argument has an entry of its own',
  after: ['repeat'],
  async run(bench) {
    for (const route of routes) {
      const argument = route === '/orders/:id' ? 'id' : 'drink';
      const failure = await within(bench.ttlMs * wellWithin, async () => {
        await bench.flush();
        const [one, other] = [await newQuestions(bench), await newQuestions(bench)];
        // Counts are then different, however many orders both have.
        const drink = String(other['/orders/by-size'].parameters[0]);
        for (let n = 0; n < 3; n++) await bench.insertOrder({ drink, size: 'large', priceCents: 410 });
        return mixedUp(bench, [one[route], other[route]], () => ({
          mistake: `your key leaves out the ${argument}`,
          tryThis: `Two questions to \`${route}\` that differ in the ${argument} need two keys: make the key from all arguments.`,
        }));
      });
      if (failure) return failure;
    }
    return within(bench.ttlMs * wellWithin, async () => {
      await bench.flush();
      const names = alike(bench.random.word());
      for (const name of names) await bench.newDrink(name);
      return mixedUp(bench, names.map(latest), () => ({
        mistake: 'different names make the same key',
        tryThis: 'Put the name into the key as it is: with its capitals, blanks and signs, and decoded once.',
      }));
    });
  },
};

export const apart: Check = {
  id: 'routes',
  title: 'no two routes share a key',
  after: ['right'],
  async run(bench) {
    const one = await within(bench.ttlMs * wellWithin, async () => {
      await bench.flush();
      return mixedUp(bench, Object.values(await newQuestions(bench)), sharedKey);
    });
    if (one) return one;
    const numbered = await within(bench.ttlMs * wellWithin, async () => {
      await bench.flush();
      const { '/orders/:id': order } = await newQuestions(bench);
      const drink = String(order.parameters[0]);
      const { '/orders/by-size': counts, '/orders/latest': last } = await newQuestions(bench, drink);
      return mixedUp(bench, [order, counts, last], sharedKey);
    });
    if (numbered) return numbered;
    return within(bench.ttlMs * wellWithin, async () => {
      await bench.flush();
      const word = bench.random.word();
      const names = ['latest', 'by-size'].flatMap((name) => [`${name}:${word}`, `${word}:${name}`]);
      for (const name of [word, ...names]) await bench.newDrink(name);
      return mixedUp(
        bench,
        [bySize(word), latest(word), ...names.flatMap((name) => [latest(name), bySize(name)])],
        sharedKey,
      );
    });
  },
};

function sharedKey({ route }: Question, earlier: readonly Question[]): Partial<Failure> {
  const others = new Set(earlier.map((question) => question.route).filter((one) => one !== route));
  return {
    mistake: others.size === 2 ? 'every route shares one key, or parts of it' : 'two routes share one key',
    tryThis:
      'Give each route a name of its own in the key, in a way that no argument can imitate: JSON quotes its strings. Take care: a function without a name has an empty `name`.',
  };
}
