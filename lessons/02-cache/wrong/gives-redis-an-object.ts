// wrong: average: Redis keeps text, and you give it something else
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = JSON.stringify([drink, size]);
  const kept = await redis.get(key);
  if (kept !== null) return kept;
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  await redis.set(key, rows[0]);
  return { drink, size, ...rows[0] };
});

await app.listen({ port: Number(process.env.PORT) });
