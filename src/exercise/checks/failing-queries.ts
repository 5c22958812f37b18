import type { Bench } from '../bench.js';

/**
 * Lets every query on the orders fail while `action` runs, for every connection, by taking the table's name
 * away: no connection breaks, and a statement fails at once with an error of PostgreSQL.
 */
export async function whileQueriesFail<T>(bench: Bench, action: () => Promise<T>): Promise<T> {
  await bench.sql('ALTER TABLE orders RENAME TO orders_out_of_order');
  try {
    return await action();
  } finally {
    await bench.sql('ALTER TABLE orders_out_of_order RENAME TO orders');
  }
}
