import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { notAnswered, start } from '../../../src/exercise/checks/answers.js';
import { withQuery } from '../../../src/exercise/checks/names.js';
import { describeField, saysNumber } from '../../../src/exercise/checks/numbers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';

/** A read whose answer is a sum over orders. */
export interface Read {
  /** As a failure names its entry in the cache: `the drink's entry`. */
  readonly entry: string;
  readonly path: string;
  readonly sql: string;
  readonly parameters: readonly string[];
}

const sum = 'SELECT coalesce(sum(price_cents), 0) FROM orders';

export const ofDrink = (drink: string): Read => ({
  entry: "the drink's entry",
  path: withQuery('/revenue', { drink }),
  sql: `${sum} WHERE drink = $1`,
  parameters: [drink],
});

export const ofAll: Read = { entry: 'the entry of the whole', path: '/revenue', sql: sum, parameters: [] };

/** What PostgreSQL has for it now. */
export async function truthOf(bench: Bench, { sql, parameters }: Read): Promise<number> {
  const [row] = await bench.sql(sql, parameters);
  return Number(row?.[0]);
}

/**
 * A failure unless the reply says what PostgreSQL has now, which may be known already; without a `mistake`,
 * unless there is no answer.
 */
export async function wrongRevenue(
  bench: Bench,
  reply: Reply,
  read: Read,
  why: string,
  known?: number,
): Promise<Failure | undefined> {
  const failure = notAnswered(reply, why);
  if (failure) return failure;
  const expected = known ?? (await truthOf(bench, read));
  if (saysNumber(bench, reply, 'revenue', expected)) return undefined;
  return {
    expected: `\`revenue\` is ${expected}, as PostgreSQL has it`,
    got: `${describeField(reply, 'revenue')}, in${start(reply)}`,
    why,
    tryThis: 'Run the SQL of your route in psql, and compare.',
    reproduce: [reply.curl, psqlLine(read.sql, read.parameters)],
  };
}

/** Why a wrong answer matters. */
export const rightWhy = 'Whoever orders a coffee, and then looks, sees a shop that has not noticed.';

/** How soon what is to be found in the cache must have been asked for, in ms. */
export const wellWithin = ({ ttlMs }: Bench) => 0.75 * ttlMs;

/** A hit is a hit however long it took; a miss says something only while the entry must still be there. */
export const isHeld = (failure: Failure | undefined) => failure === undefined;

/** An old answer is old however long it took; a right one says something only while the old entry would still be there. */
export const isWrong = (failure: Failure | undefined) => failure !== undefined;
