// unusual: MULTI with HSET and an end on a full second, so that an entry lives a little less than it might
import express from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (typeof drink !== 'string' || typeof size !== 'string' || drink === '' || size === '') {
    response.status(400).send('Which drink, which size?');
    return;
  }
  const key = `average:${drink.length}:${drink}:${size}`;
  const [kept] = await redis.hmGet(key, ['average']);
  if (kept != null) {
    response.json({ average: kept === 'nothing' ? null : Number(kept) });
    return;
  }
  const { rows } = await db.query(
    'SELECT sum(price_cents) AS sum, count(*) AS n FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const { sum, n } = rows[0];
  const average = n === '0' ? null : Math.round((10 * sum) / n) / 10;
  const end = Math.floor(Date.now() / 1000) + Number(process.env.CACHE_TTL_SECONDS);
  const fields = { average: average ?? 'nothing', asked: Date.now() };
  await redis.multi().hSet(key, fields).expireAt(key, end).exec();
  response.json({ average });
});

app.listen(Number(process.env.PORT));
