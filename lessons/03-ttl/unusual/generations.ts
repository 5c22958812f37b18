// unusual: a generation in every key, which each start of the server counts up
// warns: a key of yours never expires
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

for (let limit = 1; limit <= 100; limit++) await redis.unlink(`drinks:top:${limit}`);
await redis.incr('drinks:generation');

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const generation = (await redis.get('drinks:generation')) ?? (await redis.incr('drinks:generation'));
  const key = `drinks:top:${limit}:generation-${generation}`;
  const hit = await redis.get(key);
  if (hit) return JSON.parse(hit);
  const { rows: drinks } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [limit],
  );
  await redis.psetex(key, Number(process.env.CACHE_TTL_SECONDS) * 1000, JSON.stringify({ drinks }));
  return { drinks };
});

await app.listen({ port: Number(process.env.PORT) });
