// wrong: grow: your server leaves keys that never expire, one for each limit
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const hit = await redis.get(`top:answer:${limit}`);
  if (hit) return JSON.parse(hit);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.setex(`top:answer:${limit}`, Number(process.env.CACHE_TTL_SECONDS), JSON.stringify({ drinks }));
  await redis.incr(`top:misses:${limit}`);
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
