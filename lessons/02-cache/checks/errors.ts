import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { whileQueriesFail, whileQueriesFailLines } from '../../../src/exercise/checks/failing-queries.js';
import { withQuery } from '../../../src/exercise/checks/names.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { surelyAlive } from './hits.js';
import { newQuestion, pathOf, wrongAnswer } from './question.js';

export const badRequests: Check = {
  id: 'bad-requests',
  title: 'a request without a drink or a size is answered with 400, and not kept',
  after: ['repeat'],
  // What is kept must be looked for before it expires.
  run: (bench) =>
    conclusive(
      bench.ttlMs * surelyAlive,
      () => keepsBadRequests(bench),
      (failure) => failure !== undefined,
    ),
};

async function keepsBadRequests(bench: Bench): Promise<Failure | undefined> {
  const before = (await bench.keys()).length;
  const paths = [
    ...['drink', 'drink', 'size'].map((name) =>
      withQuery('/orders/average', { [name]: bench.unknownDrink() }),
    ),
    withQuery('/orders/average', { drink: bench.unknownDrink(), size: '' }),
  ];
  let last: Reply | undefined;
  for (const path of paths) {
    const first = await bench.get(path);
    last = await bench.get(path);
    const failure = accepted(bench, path, first) ?? replayed(path, first, last);
    if (failure) return failure;
  }
  const made = (await bench.keys()).length - before;
  // One key may be a counter, or a generation.
  if (made < 2) return undefined;
  return {
    mistake: 'you keep an error',
    expected: `nothing in Redis for ${paths.length} requests that were answered with 400`,
    got: `they left ${made} keys there`,
    why: 'Whoever sends nonsense fills your cache with it, and pushes out what is of use.',
    tryThis: 'Look at the request first; what is refused never comes to the cache.',
    reproduce: [last?.curl ?? '', redisLine(['--scan'])],
  };
}

function accepted(bench: Bench, path: string, reply: Reply): Failure | undefined {
  if (reply.status === 400) return undefined;
  if (reply.status === 422) {
    bench.warn({
      text: 'a request without a size is answered with 422',
      why: 'It says the same as 400, but the task has 400.',
    });
    return undefined;
  }
  const missing = path.includes('drink=') ? 'size' : 'drink';
  const served = reply.status < 300;
  return {
    ...(served && { mistake: `no ${missing} is taken for a ${missing}` }),
    expected: `status 400 for \`${path}\``,
    got: `status ${reply.status}${start(reply)}`,
    why: 'A mistake of the client should be told to the client. With a cache, each one also leaves an entry in it.',
    tryThis: `Look whether there is a ${missing}, and whether it is more than an empty string, before you look in the cache.`,
    reproduce: [reply.curl],
  };
}

function replayed(path: string, first: Reply, repeat: Reply): Failure | undefined {
  if (repeat.status === first.status) return undefined;
  return {
    mistake: 'you keep an error',
    expected: `status ${first.status} again for a repeat of \`${path}\``,
    got: `status ${repeat.status}${start(repeat)}`,
    why: 'The second client is told that all is well, and takes an error message for an answer.',
    tryThis: 'Look at the status before you keep an answer; only a 200 is worth keeping.',
    reproduce: [first.curl, repeat.curl],
  };
}

export const failedQueries: Check = {
  id: 'failed-queries',
  title: 'a failed query is not kept',
  after: ['repeat'],
  async run(bench) {
    const why = 'One bad moment of the database would be answered to everybody until the entry ends.';
    const { failed, mended, failure } = await conclusive(
      bench.ttlMs,
      async () => {
        const question = await newQuestion(bench);
        const failed = await whileQueriesFail(bench, () => bench.get(pathOf(question)));
        const mended = await bench.get(pathOf(question));
        return { failed, mended, failure: wrongAnswer(bench, mended, question, why) };
      },
      ({ failure }) => failure !== undefined,
    );
    if (failed.status < 500) {
      bench.warn({
        text: `a query that failed is answered with ${failed.status}`,
        why: 'The client takes it for an answer. A status of 500 tells that something is broken.',
      });
    }
    if (!failure) return undefined;
    return {
      ...failure,
      mistake: 'you keep an error',
      expected: `the right answer as soon as PostgreSQL has recovered: ${failure.expected}`,
      got: `still ${failure.got}`,
      tryThis:
        'Keep an answer only after the query has succeeded. A promise that was rejected must be forgotten, too.',
      reproduce: whileQueriesFailLines(mended.curl),
    };
  },
};
