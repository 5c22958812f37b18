// unusual: a hash for each limit, made and given its end in one transaction, counts kept as fields
// warns: the entries of the old server stay in Redis
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { limit: string } }>('/drinks/top', async ({ query: { limit } }) => {
  const key = `ranking:${limit}`;
  const kept = Object.entries(await redis.hgetall(key));
  if (kept.length > 0) {
    const drinks = kept.map(([drink, orders]) => ({ drink, orders: Number(orders) }));
    return { drinks: drinks.sort((a, b) => b.orders - a.orders || (a.drink < b.drink ? -1 : 1)) };
  }
  const { rows } = await db.query<{ drink: string; orders: number }>(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC, drink COLLATE "C" LIMIT $1',
    [limit],
  );
  const fields = Object.fromEntries(rows.map(({ drink, orders }) => [drink, orders]));
  await redis.multi().del(key).hset(key, fields).expire(key, Number(process.env.CACHE_TTL_SECONDS)).exec();
  return { drinks: rows };
});

await app.listen({ port: Number(process.env.PORT) });
