import type { Bench } from '../bench.js';
import { psqlLine } from '../shell.js';

const takeAway = 'ALTER TABLE orders RENAME TO orders_out_of_order';
const putBack = 'ALTER TABLE orders_out_of_order RENAME TO orders';

/**
 * Lets every query on the orders fail while `action` runs, for every connection, by taking the table's name
 * away: no connection breaks, and a statement fails at once with an error of PostgreSQL.
 */
export async function whileQueriesFail<T>(bench: Bench, action: () => Promise<T>): Promise<T> {
  await bench.sql(takeAway);
  try {
    return await action();
  } finally {
    await bench.sql(putBack);
  }
}

/** The same to be pasted: a request while every query fails, and again when none does. */
export const whileQueriesFailLines = (curl: string): readonly string[] => [
  psqlLine(takeAway),
  curl,
  psqlLine(putBack),
  curl,
];
