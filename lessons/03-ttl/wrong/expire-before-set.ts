// wrong: expires: EXPIRE comes before the entry is there
import express from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' })
  .on('error', console.error)
  .connect();
const app = express();

app.get('/drinks/top', async (request, response) => {
  const key = `drinks/top/${request.query.limit}`;
  let body = await redis.get(key);
  if (!body) {
    const result = await db.query(
      'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
      [request.query.limit],
    );
    body = JSON.stringify({ drinks: result.rows });
    await redis.expire(key, Number(process.env.CACHE_TTL_SECONDS));
    await redis.set(key, body);
  }
  response.type('json').send(body);
});

app.listen(Number(process.env.PORT));
