// wrong: empty: you take a null that you kept for a miss
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const cache = createCache({ stores: [createKeyv(process.env.REDIS_URL)], ttl: 60_000 });
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = JSON.stringify([drink, size]);
  let average = await cache.get<number | null>(key);
  // The library has undefined for a miss; this takes null for one, too.
  if (average == null) {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    average = rows[0].average as number | null;
    await cache.set(key, average);
  }
  return { drink, size, average };
});

await app.listen({ port: Number(process.env.PORT) });
