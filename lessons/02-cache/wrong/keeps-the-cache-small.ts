// wrong: others: you delete entries that are not yours
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size are needed' });
  const key = JSON.stringify([drink, size]);
  const cached = await redis.get(key);
  if (cached !== null) return JSON.parse(cached);
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  // Redis has only so much memory.
  if ((await redis.dbSize()) > 1) await redis.flushDb();
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
