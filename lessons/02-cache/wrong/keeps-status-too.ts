// wrong: bad-requests: you keep an error
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = express();

async function answer(drink: unknown, size: unknown): Promise<{ status: number; body: object }> {
  if (!drink || !size) return { status: 400, body: { error: 'drink and size are needed' } };
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  return { status: 200, body: { drink, size, average: rows[0].average } };
}

app.get('/orders/average', async ({ query: { drink, size } }, response) => {
  const key = JSON.stringify({ drink, size });
  const kept = await redis.get(key);
  const { status, body } = kept === null ? await answer(drink, size) : JSON.parse(kept);
  if (kept === null) await redis.setex(key, ttl, JSON.stringify({ status, body }));
  response.status(status).json(body);
});

app.listen(Number(process.env.PORT));
