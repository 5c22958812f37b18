// wrong: empty: a null that you kept comes back as 0
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = JSON.stringify([drink, size]);
  const kept = await redis.get(key);
  if (kept !== null) return { drink, size, average: Number(kept) };
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  // This client keeps null as an empty text.
  await redis.set(key, rows[0].average);
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
