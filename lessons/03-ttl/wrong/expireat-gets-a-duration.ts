// wrong: repeat: you gave a duration where Redis expects a moment
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `top:${limit}`;
  const hit = await redis.get(key);
  if (hit) return JSON.parse(hit);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis
    .multi()
    .set(key, JSON.stringify({ drinks }))
    .expireat(key, Number(process.env.CACHE_TTL_SECONDS))
    .exec();
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
