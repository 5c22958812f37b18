// unusual: a generation, which has no end, is part of every key; the write is not waited for
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '', { keyPrefix: 'shop:' });
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  await redis.setnx('generation', 1);
  const generation = await redis.get('generation');
  const key = `${generation}:${encodeURIComponent(drink)}:${encodeURIComponent(size)}`;
  const kept = await redis.getBuffer(key);
  if (kept !== null) return reply.type('application/json').send(kept);
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { average: rows[0].average, of: { size, drink } };
  redis.setex(key, ttl, JSON.stringify(answer)).catch((error) => console.error(error));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
