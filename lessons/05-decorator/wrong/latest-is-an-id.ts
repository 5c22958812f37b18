// wrong: right: `/orders/latest` ends up in the route of a single order
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = express();
app.use(express.json());

async function through(key: string, seconds: number, sql: string, value: unknown) {
  const entry = await redis.get(key);
  if (entry !== null) return JSON.parse(entry);
  const { rows } = await db.query(sql, [value]);
  await redis.setex(key, seconds, JSON.stringify(rows));
  return rows;
}

app.get('/orders/by-size', async ({ query: { drink } }, response) => {
  const sql = 'SELECT size, count(*)::int FROM orders WHERE drink = $1 GROUP BY size';
  const rows = await through(`by-size ${drink}`, ttl, sql, drink);
  response.json({
    drink,
    sizes: Object.fromEntries(rows.map((row: Record<string, unknown>) => [row.size, row.count])),
  });
});

app.get('/orders/:id', async ({ params: { id } }, response) => {
  const sql =
    'SELECT id::int, drink, size, price_cents AS "priceCents", ordered_at AS "orderedAt" FROM orders WHERE id = $1';
  const [order] = await through(`order ${id}`, 3 * ttl, sql, id);
  response.status(order ? 200 : 404).json(order ?? {});
});

app.get('/orders/latest', async ({ query: { drink } }, response) => {
  const sql =
    'SELECT id::int, size, ordered_at AS "orderedAt" FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1';
  const [latest] = await through(`latest ${drink}`, ttl, sql, drink);
  response.json({ drink, latest: latest ?? null });
});

app.post('/orders', async ({ body: { drink, size } }, response) => {
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 300) RETURNING id::int',
    [drink, size],
  );
  response.status(201).json(rows[0]);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
