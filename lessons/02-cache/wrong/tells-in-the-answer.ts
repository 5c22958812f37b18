// wrong: same: the answer itself says where it came from
import express from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const key = JSON.stringify([drink, size]);
  const cached = await redis.get(key);
  if (cached !== null) {
    response.json({ ...JSON.parse(cached), source: 'cache' });
    return;
  }
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.setEx(key, 60, JSON.stringify(answer));
  response.json({ ...answer, source: 'database' });
});

app.listen(Number(process.env.PORT));
