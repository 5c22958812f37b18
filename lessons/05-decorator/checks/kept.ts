import type { Bench, Reply } from '../../../src/exercise/bench.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { wrongAnswer } from './answer.js';
import { repeated } from './hits.js';
import { newQuestions, type Question, routes } from './questions.js';
import { whileAlive } from './while-alive.js';

export const copies: Check = {
  id: 'copies',
  title: 'what one copy has kept, the other finds',
  after: ['repeat'],
  async run(bench) {
    for (const route of routes) {
      const prepare = async () => (await newQuestions(bench))[route];
      const failure = await whileAlive(bench, 'success', prepare, async (question) => {
        const first = await bench.get(question.path, 'A');
        const second = await bench.get(question.path, 'B');
        return second.selects === 0 ? undefined : notShared(bench, question, first, second);
      });
      if (failure) return failure;
    }
    return undefined;
  },
};

async function notShared(bench: Bench, { route }: Question, first: Reply, second: Reply): Promise<Failure> {
  const inRedis = (await bench.keys()).length > 0;
  return {
    mistake: inRedis ? 'each copy has keys of its own' : 'the cache lives in one process',
    expected: 'no SELECT when copy B is asked what copy A has just answered',
    got: `${second.selects} for \`${route}\`; ${inRedis ? 'both have put it into Redis' : 'Redis is empty'}`,
    why: 'Services run in several copies. Each would ask PostgreSQL for itself, and they would disagree.',
    tryThis: inRedis
      ? 'Leave out of the key whatever differs between copies: port, process, host.'
      : 'Keep the entries in Redis, where all copies find them.',
    reproduce: [first.curl, second.curl, redisLine(['--scan'])],
  };
}

export const recovers: Check = {
  id: 'recovers',
  title: 'when Redis is emptied, each route answers right, and caches again',
  after: ['repeat'],
  async run(bench) {
    for (const question of Object.values(await newQuestions(bench))) {
      let asked = '';
      const failure = await whileAlive(
        bench,
        'failure',
        async () => question,
        async ({ path }) => {
          await bench.get(path);
          await bench.flush();
          const reply = await bench.get(path);
          asked = reply.curl;
          return wrongAnswer(bench, reply, question, 'Redis may forget at any time.');
        },
      );
      const known: Partial<Failure> = {
        mistake: 'you count on an entry to be there',
        tryThis: 'A key that Redis does not have is a miss, whatever your program remembers of it.',
        reproduce: [asked, redisLine(['FLUSHDB']), asked],
      };
      if (failure) return { ...failure, ...known };
      const stuck = await whileAlive(
        bench,
        'success',
        async () => question,
        async ({ route, path }) => {
          await bench.get(path);
          const again = await bench.get(path);
          return again.selects === 0 ? undefined : { ...repeated(route, again), ...known };
        },
      );
      if (stuck) return stuck;
    }
    return undefined;
  },
};
