// wrong: repeat: Redis refuses one of your commands
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = JSON.stringify([drink, size]);
  const kept = await redis.get(key);
  if (kept !== null) return JSON.parse(kept);
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  // A cache that fails is no reason to fail: so nobody hears of it.
  await redis.call('SETEX', key, JSON.stringify(answer), ttl).catch(() => {});
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
