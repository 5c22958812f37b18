// wrong: right: your POST leaves the entry of the whole in the cache
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();
app.use(express.json());
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const prices: Record<string, number> = { small: 280, medium: 340, large: 400 };

app.get('/revenue', async (request, response) => {
  const drink = request.query.drink === undefined ? null : String(request.query.drink);
  const key = drink === null ? 'total' : `drink:${drink}`;
  const cached = await redis.get(key);
  if (cached) {
    response.json(JSON.parse(cached));
    return;
  }
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0)::float8 AS revenue FROM orders WHERE drink = $1 OR $1 IS NULL',
    [drink],
  );
  await redis.setex(key, ttl, JSON.stringify(rows[0]));
  response.json(rows[0]);
});

app.post('/orders', async (request, response) => {
  const { drink, size } = request.body;
  if (!drink || !(size in prices)) {
    response.sendStatus(400);
    return;
  }
  await db.query('INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3)', [
    drink,
    size,
    prices[size],
  ]);
  await redis.del(`drink:${drink}`);
  response.status(201).json({ drink, size });
});

app.delete('/orders/:id', async (request, response) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  if (rows[0]) await redis.del(`drink:${rows[0].drink}`);
  response.sendStatus(rows[0] ? 204 : 404);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
