import { connectPostgres, endPostgres } from '../lab/stores/postgres/connect.js';
import type { Store } from '../lab/stores/store.js';
import type { BenchOrder, Random } from './bench.js';

/** How many orders the table begins with: few, so that a server's query takes next to no time. */
const backgroundOrders = 200;

const sizes = ['small', 'medium', 'large'] as const;

// In this order, and no two at the same time: which one is the latest must be clear.
const insertOrders = `INSERT INTO orders (drink, size, price_cents, ordered_at)
SELECT drink, size, price, clock_timestamp() - before * interval '1 microsecond'
FROM json_to_recordset($1) AS o (before int, drink text, size text, price int)
ORDER BY before DESC RETURNING id`;

type Row = readonly (string | null)[];

/** The grader's own way into PostgreSQL, past the tap. */
export interface BenchPostgres {
  sql(text: string, parameters?: readonly (string | number)[]): Promise<readonly Row[]>;
  /** Empties the table of orders and fills it with orders of a few drinks that no check asks for. */
  reset(random: Random): Promise<void>;
  insert(orders: readonly Omit<BenchOrder, 'id'>[]): Promise<readonly BenchOrder[]>;
  close(): Promise<void>;
}

/** Connects to the lab's PostgreSQL. Rejects with a TutorialError when it cannot be reached. */
export async function openBenchPostgres(store: Store): Promise<BenchPostgres> {
  const client = await connectPostgres(store);
  const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() };
  let before: Promise<unknown> = Promise.resolve();
  // pg says that one connection has one query at a time.
  const sql: BenchPostgres['sql'] = (text, parameters = []) => {
    const result = before.then(() => query(text, parameters));
    before = result.catch(() => {});
    return result;
  };
  const query: BenchPostgres['sql'] = async (text, parameters = []) => {
    const values = parameters.length === 0 ? {} : { values: [...parameters] };
    const { rows } = await client.query<(string | null)[]>({
      text,
      rowMode: 'array',
      types: asText,
      ...values,
    });
    return rows;
  };
  const insert: BenchPostgres['insert'] = async (orders) => {
    const rows = await sql(insertOrders, [
      JSON.stringify(
        orders.map(({ drink, size, priceCents }, index) => {
          return { before: orders.length - 1 - index, drink, size, price: priceCents };
        }),
      ),
    ]);
    return orders.map((order, index) => ({ id: Number(rows[index]?.[0]), ...order }));
  };
  return {
    sql,
    insert,
    async reset(random) {
      await sql('TRUNCATE orders');
      const drinks = Array.from({ length: 8 }, () => random.word());
      const orders = Array.from({ length: backgroundOrders }, () => ({
        drink: random.pick(drinks),
        size: random.pick(sizes),
        priceCents: random.integer(250, 450),
      }));
      await insert(orders);
    },
    close: () => endPostgres(client),
  };
}

/**
 * Orders of one drink, three to five, of at least two sizes and two prices. The average of their prices has
 * a fraction between .6 and .8: cutting it off is then told from rounding it.
 */
export function newOrders(drink: string, random: Random): Omit<BenchOrder, 'id'>[] {
  const count = random.integer(3, 5);
  const orders = Array.from({ length: count }, (_, index) => ({
    drink,
    size: sizes[index % sizes.length] as BenchOrder['size'],
    priceCents: random.integer(250, 300) + 40 * index,
  }));
  const sum = orders.reduce((total, { priceCents }) => total + priceCents, 0);
  const wanted = count === 5 ? 3 : count - 1;
  const last = orders.at(-1);
  if (last) last.priceCents += (wanted - (sum % count) + count) % count;
  return orders;
}
