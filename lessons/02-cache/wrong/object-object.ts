// wrong: same: you keep an object as text, and its contents are lost
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const key = JSON.stringify([drink, size]);
  const kept = await redis.get(key);
  if (kept) {
    response.type('json').send(kept);
    return;
  }
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.set(key, answer as unknown as string);
  response.json(answer);
});

app.listen(Number(process.env.PORT));
