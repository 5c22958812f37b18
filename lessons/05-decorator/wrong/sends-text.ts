// wrong: same: a hit is not sent as JSON
import express, { type Response } from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
await redis.connect();
const ttl = Number(process.env.CACHE_TTL_SECONDS);

async function bySize(drink: string) {
  const sql = 'SELECT size, count(*)::int AS count FROM orders WHERE drink = $1 GROUP BY size';
  const { rows } = await db.query(sql, [drink]);
  return Object.fromEntries(rows.map(({ size, count }) => [size, count]));
}

async function latest(drink: string) {
  const sql =
    'SELECT id::int, size, ordered_at AS "orderedAt" FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1';
  const { rows } = await db.query(sql, [drink]);
  return rows[0] ?? null;
}

async function order(id: string) {
  const sql =
    'SELECT id::int, drink, size, price_cents AS "priceCents", ordered_at AS "orderedAt" FROM orders WHERE id = $1';
  const { rows } = await db.query(sql, [id]);
  return rows[0] ?? null;
}

async function addOrder(drink: string, size: string): Promise<{ id: number }> {
  const sql = 'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 340) RETURNING id::int';
  const { rows } = await db.query(sql, [drink, size]);
  return rows[0];
}

const app = express();
app.use(express.json());

async function answer(response: Response, key: string, seconds: number, work: () => Promise<object | null>) {
  const entry = await redis.get(key);
  if (entry !== null) {
    response.send(entry);
    return;
  }
  const result = await work();
  if (result === null) {
    response.sendStatus(404);
    return;
  }
  await redis.setEx(key, seconds, JSON.stringify(result));
  response.json(result);
}

app.get('/orders/by-size', ({ url, query }, response) => {
  const drink = String(query.drink);
  return answer(response, url, ttl, async () => ({ drink, sizes: await bySize(drink) }));
});
app.get('/orders/latest', ({ url, query }, response) => {
  const drink = String(query.drink);
  return answer(response, url, ttl, async () => ({ drink, latest: await latest(drink) }));
});
app.get('/orders/:id', ({ url, params }, response) => answer(response, url, 3 * ttl, () => order(params.id)));
app.post('/orders', async ({ body: { drink, size } }, response) => {
  response.status(201).json(await addOrder(drink, size));
});

app.listen(Number(process.env.PORT), '127.0.0.1');
