// unusual: after its life an entry is given out once more, while it is worked out anew; Redis ends it at ten times
// warns: the first answer after the time to live is still the old one
// warns: the entries of the old server stay in Redis
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

async function workOut(limit: string) {
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.set(`swr:${limit}`, JSON.stringify({ drinks, at: Date.now() }), 'EX', 10 * ttl);
  return { drinks };
}

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const hit = await redis.get(`swr:${limit}`);
  if (!hit) return workOut(limit);
  const { drinks, at } = JSON.parse(hit);
  if (Date.now() - at > ttl * 1000) workOut(limit).catch((error) => app.log.error(error));
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
