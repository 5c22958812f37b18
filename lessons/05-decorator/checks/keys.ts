import type { Bench } from '../../../src/exercise/bench.js';
import { within } from '../../../src/exercise/checks/time.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { wrongAnswer } from './answer.js';
import { bySize, latest, newQuestions, type Question, routes } from './questions.js';
import { wellWithin, whileAlive } from './while-alive.js';

/** Asks each question for the first time, in order. What is wrong then comes from another one's entry. */
async function mixedUp(
  bench: Bench,
  questions: readonly Question[],
  known: Partial<Failure>,
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
      ...(fromCache && known),
      reproduce: [redisLine(['--scan']), ...failure.reproduce],
    };
  }
  return undefined;
}

/** Names that become one when letters, blanks or escapes are levelled. */
const alike = [
  (word: string) => [word, word.toUpperCase()],
  (word: string) => [`${word} x`, `${word}_x`, `${word}:x`],
  (word: string) => [`${word} y`, `${word}%20y`],
];

export const separate: Check = {
  id: 'arguments',
  title: 'on each route, every argument has an entry of its own',
  after: ['repeat'],
  async run(bench) {
    for (const route of routes) {
      const argument = route === '/orders/:id' ? 'id' : 'drink';
      const prepare = async () => {
        const [one, other] = [await newQuestions(bench), await newQuestions(bench)];
        // Counts are then different, however many orders both have.
        const drink = String(other['/orders/by-size'].parameters[0]);
        for (let n = 0; n < 3; n++) await bench.insertOrder({ drink, size: 'large', priceCents: 410 });
        return [one[route], other[route]];
      };
      const failure = await whileAlive(bench, 'failure', prepare, (questions) =>
        mixedUp(bench, questions, {
          mistake: `your key leaves out the ${argument}`,
          tryThis: `Two questions to \`${route}\` that differ in the ${argument} need two keys: make the key from all arguments.`,
        }),
      );
      if (failure) return failure;
    }
    for (const namesFrom of alike) {
      const prepare = async () => {
        const names = namesFrom(bench.random.word());
        for (const name of names) await bench.newDrink(name);
        return names.map(latest);
      };
      const failure = await whileAlive(bench, 'failure', prepare, (questions) =>
        mixedUp(bench, questions, {
          mistake: 'different names make the same key',
          tryThis:
            'Put the name into the key as it is: with its capitals, blanks and signs, and decoded once.',
        }),
      );
      if (failure) return failure;
    }
    return undefined;
  },
};

export const apart: Check = {
  id: 'routes',
  title: 'no two routes share a key',
  after: ['right'],
  async run(bench) {
    const fresh = (ask: () => Promise<readonly Question[]>) =>
      whileAlive(bench, 'failure', ask, (questions) => mixedUp(bench, questions, sharedKey));
    const failure = await fresh(async () => Object.values(await newQuestions(bench)));
    if (failure) return { ...failure, ...((await sharedByAll(bench)) && allShare) };
    const numbered = await fresh(async () => {
      const { '/orders/:id': order } = await newQuestions(bench);
      const { '/orders/:id': _, ...others } = await newQuestions(bench, String(order.parameters[0]));
      return [order, ...Object.values(others)];
    });
    if (numbered) return numbered;
    for (const [one, other, otherName] of [
      [bySize, latest, 'by-size'],
      [latest, bySize, 'latest'],
    ] as const) {
      for (const join of [
        (name: string) => `${otherName}:${name}`,
        (name: string) => `${name}:${otherName}`,
      ]) {
        const imitated = await fresh(async () => {
          const { name } = await bench.newDrink();
          await bench.newDrink(join(name));
          return [one(name), other(join(name))];
        });
        if (imitated) return imitated;
      }
    }
    return undefined;
  },
};

const sharedKey: Partial<Failure> = {
  mistake: 'two routes share one key',
  tryThis:
    'Give each route a name of its own in the key, in a way that no argument can imitate: JSON quotes its strings. Take care: a function without a name has an empty `name`.',
};

const allShare: Partial<Failure> = {
  mistake: 'every route shares one key',
  tryThis: 'Make the key from the name of the route and all its arguments.',
};

/** Whether the first answer is given to every question, about another drink too. */
async function sharedByAll(bench: Bench): Promise<boolean> {
  return within(bench.ttlMs * wellWithin, async () => {
    await bench.flush();
    const { '/orders/by-size': first } = await newQuestions(bench);
    await bench.get(first.path);
    const { '/orders/latest': second, '/orders/:id': third } = await newQuestions(bench);
    const replies = [await bench.get(second.path), await bench.get(third.path)];
    return replies.every(({ selects }) => selects === 0);
  });
}
