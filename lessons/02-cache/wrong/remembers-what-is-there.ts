// wrong: flush: you rely on an entry that is gone
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();
// Saves the look for what is not there.
const known = new Set<string>();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size are needed' });
  const key = JSON.stringify([drink, size]);
  if (known.has(key) || (await redis.exists(key))) {
    known.add(key);
    return { drink, size, average: JSON.parse((await redis.get(key)) ?? 'null') };
  }
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  await redis.set(key, JSON.stringify(rows[0].average));
  known.add(key);
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
