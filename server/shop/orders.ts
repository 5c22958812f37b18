import pg from 'pg';

/**
 * The coffee shop's database. A pool opens its connections when they are first needed; 10 at most, if it is not told
 * otherwise. A database allows so many to all of its programs together, and has no more cores for more of them.
 */
export const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });

// A pool must have this listener: an idle connection that breaks would end the program.
db.on('error', (error) => console.error(`PostgreSQL: ${error.message}`));

export type Size = 'small' | 'medium' | 'large';

export interface Order {
  drink: string;
  size: Size;
}

const priceCents: Record<Size, number> = { small: 280, medium: 340, large: 400 };

/** Counts the orders of one drink. Slow: no index on `drink`, so PostgreSQL reads the whole table. */
export async function countOrders(drink: string): Promise<number> {
  const { rows } = await db.query('SELECT count(*) FROM orders WHERE drink = $1', [drink]);
  return Number(rows[0].count);
}

/** Adds one order and answers with its id. It is committed when this returns. */
export async function addOrder({ drink, size }: Order): Promise<{ id: number }> {
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, priceCents[size]],
  );
  return { id: Number(rows[0].id) };
}

/** The oldest order of one drink; null when there is none. As slow as counting. */
export async function firstOrder(drink: string): Promise<FirstOrder | null> {
  const { rows } = await db.query(
    'SELECT id, size, ordered_at FROM orders WHERE drink = $1 ORDER BY ordered_at LIMIT 1',
    [drink],
  );
  const row = rows[0];
  return row === undefined ? null : { id: Number(row.id), size: row.size, orderedAt: row.ordered_at };
}

export interface FirstOrder {
  id: number;
  size: Size;
  orderedAt: Date;
}

/** The lowest and the highest price ever paid for one drink, in cents; null when it was never ordered. */
export async function priceRange(drink: string): Promise<PriceRange> {
  const { rows } = await db.query('SELECT min(price_cents), max(price_cents) FROM orders WHERE drink = $1', [
    drink,
  ]);
  return { min: rows[0].min, max: rows[0].max };
}

export interface PriceRange {
  min: number | null;
  max: number | null;
}
