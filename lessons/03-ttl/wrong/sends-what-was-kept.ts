// wrong: repeat: a hit is not sent as a miss is
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();

app.get('/drinks/top', async (request, response) => {
  const key = `topDrinks:${request.query.limit}`;
  const hit = await redis.get(key);
  if (hit) {
    response.send(hit);
    return;
  }
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [request.query.limit],
  );
  await redis.set(key, JSON.stringify({ drinks }), 'EX', process.env.CACHE_TTL_SECONDS ?? '2');
  response.json({ drinks });
});

app.listen(Number(process.env.PORT));
