import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { difference, start } from '../../../src/exercise/checks/answers.js';
import { whileQueriesFail, whileQueriesFailLines } from '../../../src/exercise/checks/failing-queries.js';
import { within } from '../../../src/exercise/checks/time.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { wrongAnswer } from './answer.js';
import { rightWhy } from './hits.js';
import { bySize, latest, newQuestions, order, type Question } from './questions.js';
import { wellWithin, whileAlive } from './while-alive.js';

export const empty: Check = {
  id: 'empty',
  title: 'that there are no orders is an answer, and kept; a missing order stays missing',
  after: ['repeat'],
  async run(bench) {
    for (const question of [bySize, latest]) {
      const failure = await within(bench.ttlMs * wellWithin, () =>
        emptyAnswer(bench, question(bench.unknownDrink())),
      );
      if (failure) return failure;
    }
    return within(bench.ttlMs * wellWithin, async () => {
      const [row] = await bench.sql('SELECT max(id) FROM orders');
      return missingOrder(bench, order(Number(row?.[0]) + bench.random.integer(1000, 90_000)));
    });
  },
};

async function emptyAnswer(bench: Bench, question: Question): Promise<Failure | undefined> {
  const first = await bench.get(question.path);
  const failure = await wrongAnswer(bench, first, question, rightWhy);
  if (failure) return failure;
  const second = await bench.get(question.path);
  const changed = difference(first, second);
  if (second.selects === 0 && changed === undefined) return undefined;
  return {
    mistake:
      changed === undefined ? 'an empty answer is taken for a miss' : 'an empty answer comes back changed',
    expected: `for a drink without orders, the same answer twice, the second without a SELECT, from \`${question.route}\``,
    got: changed === undefined ? `${second.selects} SELECT for the repeat` : `from the cache ${changed}`,
    why: 'Questions about what does not exist are as dear as others: more so, since nobody looks for an early end.',
    tryThis:
      'Tell a key that is not there from an entry that says null, `{}` or 0: look at what Redis answered, not at what has come out of `JSON.parse`.',
    reproduce: [first.curl, second.curl],
  };
}

async function missingOrder(bench: Bench, question: Question): Promise<Failure | undefined> {
  const first = await bench.get(question.path);
  const failure = await wrongAnswer(bench, first, question, rightWhy);
  if (failure) return failure;
  for (const copy of ['A', 'B'] as const) {
    const second = await bench.get(question.path, copy);
    const changed = difference(first, second);
    if (changed === undefined) continue;
    return {
      mistake: 'an order that does not exist is answered differently on a hit',
      expected: 'status 404 again',
      got: `from the cache ${changed}`,
      why: 'The client takes for an order what is none.',
      tryThis:
        'Let the handler decide on the status after the cached function has returned, or keep the status in the entry.',
      reproduce: [first.curl, second.curl],
    };
  }
  return undefined;
}

export const failed: Check = {
  id: 'failed',
  title: 'a failed query is not kept',
  after: ['right'],
  run: (bench) =>
    whileAlive(
      bench,
      'failure',
      async () => Object.values(await newQuestions(bench)),
      (questions) => failsOnce(bench, questions),
    ),
};

async function failsOnce(bench: Bench, questions: readonly Question[]): Promise<Failure | undefined> {
  const during: Reply[] = [];
  await whileQueriesFail(bench, async () => {
    for (const { path } of questions) during.push(await bench.get(path));
  });
  for (const [index, question] of questions.entries()) {
    const reply = await bench.get(question.path);
    const failure = await wrongAnswer(
      bench,
      reply,
      question,
      'The error lasts a moment, but its entry as long as one with an answer, and everybody is given it.',
    );
    if (!failure) continue;
    return {
      ...failure,
      mistake: 'you cached an error',
      got: `after a query that failed, and with PostgreSQL well again: ${failure.got}`,
      tryThis:
        'Keep a result only when the function has returned one: the SET belongs after the `await`, and not into a `catch` or `finally`. A promise that was rejected must not be kept either.',
      reproduce: whileQueriesFailLines(during[index]?.curl ?? reply.curl),
    };
  }
  const bland = during.find(({ status }) => status < 500);
  if (!bland) return undefined;
  bench.showReply(bland);
  return {
    mistake: 'a failed query looks like an answer',
    expected: 'a status of 500 or more while PostgreSQL refuses the query',
    got: `status ${bland.status}${start(bland)}`,
    why: '"There is none" and "I could not find out" are different things, to a client and to every cache on the way.',
    tryThis: 'Let the error pass on to the framework, which answers 500.',
    reproduce: whileQueriesFailLines(bland.curl),
  };
}
