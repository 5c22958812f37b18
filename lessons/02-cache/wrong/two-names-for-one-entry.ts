// wrong: repeat: you look under another name than the one you have written
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const reader = new Redis(process.env.REDIS_URL ?? '');
const writer = new Redis(process.env.REDIS_URL ?? '', { keyPrefix: 'cache:' });
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const key = JSON.stringify([drink, size]);
  const kept = await reader.get(key);
  if (kept !== null) {
    response.json(JSON.parse(kept));
    return;
  }
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await writer.set(key, JSON.stringify(answer));
  response.json(answer);
});

app.listen(Number(process.env.PORT));
