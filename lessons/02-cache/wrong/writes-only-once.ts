// wrong: flush: you keep an answer only once
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();
const written = new Set<string>();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size are needed' });
  const key = JSON.stringify([drink, size]);
  const kept = await redis.get(key);
  if (kept !== null) return JSON.parse(kept);
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  // When two ask at once, one of them writing is enough.
  if (!written.has(key)) {
    written.add(key);
    await redis.set(key, JSON.stringify(answer));
  }
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
