import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { notAnswered, start } from '../../../src/exercise/checks/answers.js';
import { withQuery } from '../../../src/exercise/checks/names.js';
import {
  averageTolerance,
  describeField,
  numberIn,
  saysNumber,
  show,
} from '../../../src/exercise/checks/numbers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';

/** What a client may ask for, and the right answer; null when there are no such orders. */
export interface Question {
  readonly drink: string;
  readonly size: string;
  readonly average: number | null;
}

export type Names = Pick<Question, 'drink' | 'size'>;

const insertOrders = `INSERT INTO orders (drink, size, price_cents)
SELECT drink, size, price FROM json_to_recordset($1) AS o (drink text, size text, price int)`;

const averageOf = 'SELECT avg(price_cents)::float8 FROM orders WHERE drink = $1 AND size = $2';

/**
 * Puts three orders into the table for each pair of names. The averages lie at least ten cents apart, so that
 * a wrong answer tells whose it is, and have a fraction of two thirds, so that cutting it off shows.
 */
export async function newQuestions(bench: Bench, names: readonly Names[]): Promise<readonly Question[]> {
  const questions = names.map(({ drink, size }, index) => {
    const price = 250 + 20 * index + bench.random.integer(0, 9);
    return { drink, size, price, average: price + 2 / 3 };
  });
  const orders = questions.flatMap(({ drink, size, price }) =>
    [price, price, price + 2].map((one) => ({ drink, size, price: one })),
  );
  await bench.sql(insertOrders, [JSON.stringify(orders)]);
  return questions;
}

/** One question with names that nobody has used. */
export async function newQuestion(bench: Bench): Promise<Question> {
  const [question] = await newQuestions(bench, [newNames(bench)]);
  if (!question) throw new Error('One pair of names makes one question.');
  return question;
}

export function newNames(bench: Bench): Names {
  return { drink: bench.unknownDrink(), size: bench.unknownDrink() };
}

export function pathOf({ drink, size }: Names): string {
  return withQuery('/orders/average', { drink, size });
}

/** The two names as a message shows them. */
export function describe({ drink, size }: Names): string {
  return `drink \`${drink}\` in size \`${size}\``;
}

/** Whether the reply has another question's average. */
export function answers(reply: Reply, { average }: Question): boolean {
  const got = numberIn(reply, 'average');
  return typeof got === 'number' && average !== null && Math.abs(got - average) <= averageTolerance;
}

/** A failure unless the reply is the answer to the question. */
export function wrongAnswer(
  bench: Bench,
  reply: Reply,
  question: Question,
  why: string,
): Failure | undefined {
  const failure = notAnswered(reply, why);
  if (failure) return { ...failure, ...redisTypeError(reply) };
  if (saysNumber(bench, reply, 'average', question.average, averageTolerance)) return undefined;
  return {
    expected: `\`average\` is ${show(question.average)} for ${describe(question)}`,
    got: `${describeField(reply, 'average')}, in${start(reply)}`,
    why,
    tryThis: 'Run the SQL of your route in psql, and compare.',
    reproduce: [reply.curl, psqlLine(averageOf, [question.drink, question.size])],
  };
}

/** Client libraries refuse what is no text before it reaches Redis. */
function redisTypeError({ text }: Reply): Pick<Failure, 'mistake' | 'tryThis'> | undefined {
  if (!/must be of type|invalid argument type/i.test(text)) return undefined;
  return {
    mistake: 'Redis keeps text, and you give it something else',
    tryThis: 'Turn the value into text first; `JSON.stringify` does it for numbers, null and objects alike.',
  };
}
