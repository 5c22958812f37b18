// wrong: expires: your entry loses its end again
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `ranking:${limit}`;
  const hit = await redis.get(key);
  if (hit && hit !== 'being worked out') return JSON.parse(hit);
  // The others can see that somebody is at it.
  await redis.set(key, 'being worked out');
  await redis.expire(key, Number(process.env.CACHE_TTL_SECONDS));
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.set(key, JSON.stringify({ drinks }));
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
