// unusual: looks with KEYS whether there is an entry, and hides what PostgreSQL cannot do
// warns: a read looks through all keys with KEYS
// warns: a query that failed is answered with 200
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = Fastify();
const hex = (text: string) => Buffer.from(text).toString('hex');

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = `average:${hex(drink)}:${hex(size)}`;
  const [found] = await redis.keys(key);
  if (found !== undefined) return { drink, size, average: JSON.parse((await redis.get(found)) ?? 'null') };
  try {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    await redis.set(key, JSON.stringify(rows[0].average));
    return { drink, size, average: rows[0].average };
  } catch {
    return { drink, size, average: null };
  }
});

await app.listen({ port: Number(process.env.PORT) });
