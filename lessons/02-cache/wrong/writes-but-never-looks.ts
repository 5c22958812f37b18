// wrong: repeat: you leave the answer in Redis, but do not look there
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

// Writes to the cache whenever it reads the database, and leaves it at that.
app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.hSet('averages', JSON.stringify([drink, size]), JSON.stringify(answer));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
