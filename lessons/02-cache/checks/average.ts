import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { averageTolerance, numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { newNames, newQuestions, pathOf, type Question, wrongAnswer } from './question.js';

const why = 'Before an answer can be kept, it has to be right.';

/** Between the copies Redis is emptied: whether an entry is taken for another's is judged later. */
export const average: Check = {
  id: 'average',
  title: 'the average equals the database, for any drink and size',
  async run(bench) {
    for (const to of ['A', 'B'] as const) {
      await bench.flush();
      const { drink, size } = newNames(bench);
      const [question] = await newQuestions(bench, [
        { drink, size: to === 'A' ? 'large' : size },
        { drink, size: 'small' },
      ]);
      if (!question) continue;
      const reply = await bench.get(pathOf(question), to);
      const failure = wrongAnswer(bench, reply, question, why);
      if (failure) return { ...failure, ...(await knownMistake(bench, reply, question)) };
    }
    return undefined;
  },
};

/** Compares a wrong first answer with what one gets by the usual slips. */
async function knownMistake(
  bench: Bench,
  reply: Reply,
  { drink, size }: Question,
): Promise<Pick<Failure, 'mistake' | 'tryThis'> | undefined> {
  if (reply.status === 400 || reply.status === 422) {
    return {
      mistake: 'you refuse a size that you do not know',
      tryThis: 'Take any text for a size, as for a drink.',
    };
  }
  if (reply.status !== 200) return undefined;
  const asksRedis = reply.wire.some(({ store }) => store === 'redis');
  if (asksRedis && reply.selects === 0) {
    return {
      mistake: 'you take a miss for an answer',
      tryThis: 'Redis was empty. Wait for its reply (`await`), and ask PostgreSQL when there is none.',
    };
  }
  const got = numberIn(reply, 'average');
  const [row = []] = await bench.sql(
    'SELECT avg(price_cents) FILTER (WHERE drink = $1), avg(price_cents) FILTER (WHERE size = $2) FROM orders',
    [drink, size],
  );
  const left = ['size', 'drink'].find(
    (_, index) => typeof got === 'number' && Math.abs(got - Number(row[index])) <= averageTolerance,
  );
  if (left === undefined) return undefined;
  return {
    mistake: `your SQL leaves out \`${left}\``,
    tryThis: 'Choose the orders by both: `WHERE drink = $1 AND size = $2`.',
  };
}
