// unusual: requests that come together share one look; the list is a sorted set, answered as pairs, with jitter
// warns: the answer has another form than the task
// warns: the entries of the old server stay in Redis
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

type Pair = [drink: string, orders: number];

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();
const underWay = new Map<string, Promise<Pair[]>>();

async function look(limit: string): Promise<Pair[]> {
  const key = `zset:${limit}`;
  const flat = await redis.zrevrange(key, 0, -1, 'WITHSCORES');
  if (flat.length > 0) {
    return flat.flatMap((drink, index) =>
      index % 2 === 0 ? [[drink, Number(flat[index + 1])] as Pair] : [],
    );
  }
  // In the order in which Redis gives back equal scores.
  const { rows } = await db.query<Pair>({
    text: 'SELECT drink, count(*)::int FROM orders GROUP BY drink ORDER BY 2 DESC, drink COLLATE "C" DESC LIMIT $1',
    values: [limit],
    rowMode: 'array',
  });
  const life = Math.round(Number(process.env.CACHE_TTL_SECONDS) * 1000 * (0.9 + Math.random() / 5));
  const scores = rows.flatMap(([drink, orders]) => [orders, drink]);
  await redis
    .multi()
    .zadd(key, ...scores)
    .pexpire(key, life)
    .exec();
  return rows;
}

app.get<{ Querystring: { limit: string } }>('/drinks/top', ({ query: { limit } }) => {
  const pairs = underWay.get(limit) ?? look(limit).finally(() => underWay.delete(limit));
  underWay.set(limit, pairs);
  return pairs;
});

await app.listen({ port: Number(process.env.PORT) });
