// wrong: failed-queries: you keep an error
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const expiration = { type: 'EX', value: Number(process.env.CACHE_TTL_SECONDS) } as const;
const app = Fastify();

async function averageOf(drink: string, size: string): Promise<number | null> {
  try {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    return rows[0].average;
  } catch (error) {
    console.error(error);
    return null;
  }
}

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size are needed' });
  const key = JSON.stringify([drink, size]);
  const cached = await redis.get(key);
  if (cached !== null) return { drink, size, average: JSON.parse(cached) };
  const average = await averageOf(drink, size);
  await redis.set(key, JSON.stringify(average), { expiration });
  return { drink, size, average };
});

await app.listen({ port: Number(process.env.PORT) });
