// unusual: a hash for each drink with a field for each size, which gets its end by a second command
// warns: an entry is made first, and gets its time to live afterwards
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '', { db: 5 });
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = `average:${drink}`;
  const kept = await redis.hget(key, size);
  if (kept !== null) return { drink, size, average: JSON.parse(kept) };
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  await redis.hset(key, size, JSON.stringify(rows[0].average));
  await redis.expire(key, ttl);
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
