// wrong: old: your server stumbles over an entry of the old server
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `drinks:top:${limit}`;
  const { json } = await redis.hgetall(key);
  if (json) return JSON.parse(json);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis
    .multi()
    .hset(key, { json: JSON.stringify({ drinks }), at: new Date().toISOString() })
    .expire(key, Number(process.env.CACHE_TTL_SECONDS))
    .exec();
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
