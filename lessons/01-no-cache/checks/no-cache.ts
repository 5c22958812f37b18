import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { averageTolerance, numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { pathOf, truth, wrongAverage } from './wrong-average.js';

export const moves: Check = {
  id: 'moves',
  title: 'a new order shows in the next answer, from either copy',
  after: ['average'],
  async run(bench) {
    const { name } = await bench.newDrink();
    const before = await truth(bench, name);
    for (const copy of ['A', 'B'] as const) await bench.get(pathOf(name), copy);
    await bench.insertOrder({ drink: name, size: 'large', priceCents: 990 });
    for (const copy of ['A', 'B'] as const) {
      const reply = await bench.get(pathOf(name), copy);
      const failure = await wrongAverage(bench, reply, name);
      if (!failure) continue;
      const old = before !== null && Math.abs((numberIn(reply, 'average') ?? 0) - before) <= averageTolerance;
      return old ? keptOldAnswer(bench, failure, copy, reply) : failure;
    }
    return undefined;
  },
};

async function keptOldAnswer(bench: Bench, failure: Failure, copy: string, reply: Reply): Promise<Failure> {
  const inRedis = (await bench.keys()).length > 0;
  const where = inRedis ? 'in Redis' : 'in the memory of the process';
  return {
    ...failure,
    mistake: 'your server kept an old answer',
    got: `copy ${copy} answered as before the order${reply.selects === 0 ? `, from an answer kept ${where}` : ''}`,
    why: 'Whoever caches answers must also see to it that they are right. That comes later; this server is to be always right.',
    tryThis: 'Ask PostgreSQL for every request, and keep nothing.',
  };
}

export const everyTime: Check = {
  id: 'every-time',
  title: 'every request asks PostgreSQL',
  after: ['average'],
  async run(bench) {
    const { name } = await bench.newDrink();
    for (let number = 1; number <= 4; number++) {
      const reply = await bench.get(pathOf(name));
      if (reply.selects > 1) {
        bench.warn({
          text: `one request costs ${reply.selects} SELECTs`,
          why: 'One is enough: `avg` already says null for a drink without orders.',
        });
      }
      if (reply.selects > 0) continue;
      return {
        mistake: 'you already have a cache',
        expected: 'one SELECT for each request',
        got: `request ${number} for the same drink was answered without a SELECT`,
        why: 'The next lesson puts a cache in front of this endpoint. To see what it changes, there must be none yet.',
        tryThis: 'Ask PostgreSQL for every request, and keep nothing.',
        reproduce: [reply.curl],
      };
    }
    return undefined;
  },
};
