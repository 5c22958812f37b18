import { isDeepStrictEqual } from 'node:util';
import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { notAnswered } from '../../../src/exercise/checks/answers.js';
import { leavesOthersAlone } from '../../../src/exercise/checks/canary.js';
import { warnOfScans } from '../../../src/exercise/checks/keys.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';
import { wrongAnswer } from './answer.js';
import { newQuestions, order } from './questions.js';

const ordersOf = 'SELECT id FROM orders WHERE drink = $1 ORDER BY id';
const why = 'Two customers who want the same get one coffee.';

export const posts: Check = {
  id: 'post',
  title: 'each POST makes an order, also when it is the same as the one before',
  async run(bench) {
    const { name: drink } = await bench.newDrink();
    const ids = async () => (await bench.sql(ordersOf, [drink])).map(([id]) => Number(id));
    let before = await ids();
    const earlier: Reply[] = [];
    for (const [size, copy] of [
      ['small', 'A'],
      ['small', 'A'],
      ['small', 'B'],
      ['large', 'A'],
    ] as const) {
      const reply = await bench.post('/orders', { drink, size }, copy);
      const now = await ids();
      const made = now.filter((id) => !before.includes(id));
      before = now;
      const failure = made.length === 1 ? unanswered(reply) : notWritten(reply, made.length, earlier, drink);
      if (failure) return failure;
      earlier.push(reply);
      warnOfScans(bench, reply);
      const wrong = await newOrder(bench, reply, made[0] ?? 0);
      if (wrong) return wrong;
    }
    return undefined;
  },
};

function unanswered(reply: Reply): Failure | undefined {
  if (reply.status >= 200 && reply.status < 300) return undefined;
  const failure = notAnswered(reply, why);
  return failure && { ...failure, expected: 'status 201' };
}

function notWritten(reply: Reply, made: number, earlier: readonly Reply[], drink: string): Failure {
  const known = earlier.some(({ json }) => isDeepStrictEqual(json, reply.json));
  const cached = made === 0 && known;
  return {
    ...(cached ? { mistake: 'you cached a POST' } : { mistake: 'your POST does not make one order' }),
    expected: 'one more row in `orders`',
    got: `${made} more, and status ${reply.status}${cached ? ', with the answer to the POST before' : ''}`,
    why,
    tryThis: cached
      ? 'A write is done for what it does, not for its answer. Wrap only what reads, and let middleware pass everything but GET.'
      : 'Look at the SQL in the trace below.',
    reproduce: [reply.curl, reply.curl, psqlLine(ordersOf, [drink])],
  };
}

/** What a POST has made can be read, whether or not the POST has put it into the cache itself. */
async function newOrder(bench: Bench, posted: Reply, id: number): Promise<Failure | undefined> {
  const reply = await bench.get(`/orders/${id}`);
  const failure = await wrongAnswer(bench, reply, order(id), 'A customer looks at the order just made.');
  if (!failure) return undefined;
  return {
    ...failure,
    ...(reply.selects === 0 && {
      mistake: 'what your POST puts into the cache is not what the route answers',
      tryThis:
        'Leave it to the next GET to make the entry, or make it from the whole row: `INSERT … RETURNING *`.',
    }),
    reproduce: [posted.curl, ...failure.reproduce],
  };
}

export const others: Check = leavesOthersAlone(
  async (bench) => {
    const questions = Object.values(await newQuestions(bench));
    for (const { path } of [...questions, ...questions]) await bench.get(path);
    const { name: drink } = await bench.newDrink();
    await bench.post('/orders', { drink, size: 'medium' });
    return undefined;
  },
  ['right', 'post'],
);
