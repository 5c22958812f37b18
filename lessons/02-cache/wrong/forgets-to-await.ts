// wrong: average: you take a miss for an answer
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
  const cached = redis.get(key).then((text) => JSON.parse(text ?? 'null'));
  // A promise is always there.
  if (cached !== null) return cached;
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  await redis.set(key, JSON.stringify({ drink, size, average: rows[0].average }));
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
