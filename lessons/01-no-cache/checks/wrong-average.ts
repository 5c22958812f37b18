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

const averageOf = 'SELECT avg(price_cents)::float8 FROM orders WHERE drink = $1';
/** The request for a drink's average. */
export const pathOf = (drink: string) => withQuery('/orders/average', { drink });

/** The average as the database has it now. */
export async function truth(bench: Bench, drink: string): Promise<number | null> {
  const [row] = await bench.sql(averageOf, [drink]);
  return row?.[0] == null ? null : Number(row[0]);
}

/** A failure unless the reply has the drink's average as the database has it now. */
export async function wrongAverage(bench: Bench, reply: Reply, drink: string): Promise<Failure | undefined> {
  const why = 'Before an answer can be kept, it has to be right.';
  const failure = notAnswered(reply, why);
  if (failure) return failure;
  const expected = await truth(bench, drink);
  if (saysNumber(bench, reply, 'average', expected, averageTolerance)) return undefined;
  return {
    ...(await knownMistake(bench, numberIn(reply, 'average'), drink, expected)),
    expected: `\`average\` is ${show(expected)}, as PostgreSQL has it`,
    got: `${describeField(reply, 'average')}, in${start(reply)}`,
    why,
    reproduce: [reply.curl, psqlLine(averageOf, [drink])],
  };
}

/** Compares a wrong average with what one gets by the usual slips. */
async function knownMistake(
  bench: Bench,
  got: number | null | undefined,
  drink: string,
  expected: number | null,
): Promise<Pick<Failure, 'mistake' | 'tryThis'>> {
  const unknown = { tryThis: 'Run the SQL of your route in psql, and compare.' };
  if (typeof got !== 'number' || expected === null) return unknown;
  const is = (value: number) => Math.abs(got - value) <= averageTolerance;
  if (got === Math.floor(expected)) {
    return {
      mistake: 'your average is cut off',
      tryThis: 'Dividing integers in SQL drops the rest: use `avg`, or divide as `numeric` or `float8`.',
    };
  }
  if (Math.abs(got * 100 - expected) <= 1) {
    return {
      mistake: 'you answer in whole units of money',
      tryThis: 'Prices are cents, and so is the answer.',
    };
  }
  const [row = []] = await bench.sql(
    'SELECT (SELECT avg(price_cents) FROM orders), sum(price_cents), count(*) FROM orders WHERE drink = $1',
    [drink],
  );
  const [all = 0, sum = 0, count = 0] = row.map(Number);
  if (is(all)) {
    return {
      mistake: 'you average the orders of all drinks',
      tryThis: 'Choose the orders of one drink: `WHERE drink = $1`.',
    };
  }
  if (is(sum))
    return { mistake: 'you add the prices up', tryThis: 'The average is the sum divided by the count.' };
  if (is(count))
    return { mistake: 'you count the orders', tryThis: 'What is asked for is `avg(price_cents)`.' };
  return unknown;
}
