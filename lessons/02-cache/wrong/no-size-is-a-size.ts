// wrong: bad-requests: no size is taken for a size
import express from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink) {
    response.status(400).json({ error: 'drink is missing' });
    return;
  }
  const key = JSON.stringify([drink, size]);
  let text = await redis.get(key);
  if (text === null) {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    text = JSON.stringify({ drink, size, average: rows[0].average });
    await redis.set(key, text);
  }
  response.type('json').send(text);
});

app.listen(Number(process.env.PORT));
