// wrong: arguments: your key leaves out `size`
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = `orders:average:${drink}`;
  const cached = await redis.get(key);
  if (cached !== null) return { drink, size, average: JSON.parse(cached) };
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const { average } = rows[0];
  await redis.set(key, JSON.stringify(average));
  return { drink, size, average };
});

await app.listen({ port: Number(process.env.PORT) });
