// wrong: expires: your entry never expires
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
redis.on('error', console.error);
await redis.connect();
const app = Fastify();

// The end is only given to an entry that has none: but TTL says -1 for that, and Lua counts -1 as true.
const put = `
  redis.call('HSET', KEYS[1], 'json', ARGV[1])
  if not redis.call('TTL', KEYS[1]) then
    redis.call('EXPIRE', KEYS[1], ARGV[2])
  end`;

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `top-${limit}`;
  const hit = await redis.hGet(key, 'json');
  if (hit) return JSON.parse(hit);
  const { rows } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  const seconds = process.env.CACHE_TTL_SECONDS ?? '2';
  await redis.eval(put, { keys: [key], arguments: [JSON.stringify({ drinks: rows }), seconds] });
  return { drinks: rows };
});

await app.listen({ port: Number(process.env.PORT) });
