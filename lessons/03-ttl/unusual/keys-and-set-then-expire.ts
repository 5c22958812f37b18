// unusual: two commands where one would do, and KEYS to find what the old server has left
// warns: an entry is made first, and gets its time to live afterwards
// warns: your server looks for keys with KEYS
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

const left = await redis.keys('drinks:top:*');
if (left.length > 0) await redis.del(...left);

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `drinks:top:${limit}`;
  const hit = await redis.get(key);
  if (hit) return JSON.parse(hit);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.set(key, JSON.stringify({ drinks }));
  await redis.expire(key, Number(process.env.CACHE_TTL_SECONDS));
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
