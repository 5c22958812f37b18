// unusual: a hash for each drink, made by a script in Lua; the answers have more fields
import { createHash } from 'node:crypto';
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();
app.use(express.json());
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const prices: Record<string, number> = { small: 280, medium: 340, large: 400 };

const keyOf = (drink: string | null) =>
  drink === null ? 'sums' : `sum:${createHash('sha256').update(drink).digest('hex')}`;
const fill = `redis.call('HSET', KEYS[1], 'cents', ARGV[1], 'orders', ARGV[2])
  return redis.call('EXPIRE', KEYS[1], ARGV[3])`;
const forget = "return redis.call('DEL', KEYS[1], KEYS[2])";

app.get('/revenue', async (request, response) => {
  const drink = request.query.drink === undefined ? null : String(request.query.drink);
  const [cents, orders] = await redis.hmget(keyOf(drink), 'cents', 'orders');
  if (cents != null && orders != null) {
    response.json({ currency: 'EUR', orders: Number(orders), revenue: Number(cents) });
    return;
  }
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0)::int AS cents, count(*)::int AS orders FROM orders WHERE drink = $1 OR $1 IS NULL',
    [drink],
  );
  await redis.eval(fill, 1, keyOf(drink), rows[0].cents, rows[0].orders, ttl);
  response.json({ currency: 'EUR', orders: rows[0].orders, revenue: rows[0].cents });
});

app.post('/orders', async (request, response) => {
  const { drink, size } = request.body;
  if (typeof drink !== 'string' || drink === '' || !Object.hasOwn(prices, size)) {
    response.status(400).send('drink or size?');
    return;
  }
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id, drink, size',
    [drink, size, prices[size]],
  );
  await redis.eval(forget, 2, keyOf(drink), keyOf(null));
  response.status(201).json({ order: rows[0] });
});

app.delete('/orders/:id', async (request, response) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  for (const { drink } of rows) await redis.eval(forget, 2, keyOf(drink), keyOf(null));
  response.status(rows.length > 0 ? 200 : 404).json({ deleted: rows.length });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
