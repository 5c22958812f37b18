import type { Bench } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { differsFromMiss } from '../../../src/exercise/checks/same-answer.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { surelyAlive } from './hits.js';
import { newNames, pathOf, type Question, wrongAnswer } from './question.js';

const why =
  'Questions without an answer are asked again and again, too, often by a program that guesses: each of them would reach PostgreSQL.';

/** 0 is the other answer that a program takes for none. */
export const empty: Check = {
  id: 'empty',
  title: 'an answer of null is kept, and so is 0',
  after: ['repeat'],
  async run(bench) {
    return (
      (await isKept(bench, async () => ({ ...newNames(bench), average: null }))) ??
      (await isKept(bench, () => freeDrink(bench)))
    );
  },
};

async function freeDrink(bench: Bench): Promise<Question> {
  const names = newNames(bench);
  await bench.sql('INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 0)', [
    names.drink,
    names.size,
  ]);
  return { ...names, average: 0 };
}

async function isKept(bench: Bench, ask: () => Promise<Question>): Promise<Failure | undefined> {
  const { question, first, kept, repeat } = await conclusive(
    bench.ttlMs * surelyAlive,
    async () => {
      await bench.flush();
      const question = await ask();
      const first = await bench.get(pathOf(question));
      const kept = (await bench.keys()).length > 0;
      return { question, first, kept, repeat: await bench.get(pathOf(question)) };
    },
    ({ repeat }) => repeat.selects === 0,
  );
  const wrong = wrongAnswer(bench, first, question, 'No orders is an answer like any other.');
  if (wrong) {
    bench.showReply(first);
    return wrong;
  }
  bench.showReply(repeat);
  if (repeat.selects === 0) return differsFromMiss(first, repeat);
  return { ...notKept(question, kept), why, reproduce: [first.curl, repeat.curl] };
}

function notKept({ average }: Question, kept: boolean): Omit<Failure, 'why' | 'reproduce'> {
  const expected = `no SELECT for a repeat of a question whose answer is ${average}`;
  const asked = 'the repeat asked PostgreSQL again';
  if (kept) {
    return {
      mistake: `you take ${average === null ? 'a null' : 'a 0'} that you kept for a miss`,
      expected,
      got: `${asked}, though the entry was in Redis`,
      tryThis:
        "Only the reply that says that there is no such key is a miss. Compare Redis's reply itself with null, before you parse it.",
    };
  }
  return {
    mistake: `you do not keep an answer of ${average}`,
    expected,
    got: `${asked}; the first request had left nothing in Redis`,
    tryThis: 'Keep every answer that is right, whatever it is. `if (average)` is false for null and for 0.',
  };
}
