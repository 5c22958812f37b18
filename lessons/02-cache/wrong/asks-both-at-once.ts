// wrong: repeat: you ask PostgreSQL on a hit, too
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();
const sql = 'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2';

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = JSON.stringify([drink, size]);
  // Side by side, to lose no time on a miss.
  const [cached, { rows }] = await Promise.all([redis.get(key), db.query(sql, [drink, size])]);
  if (cached !== null) return JSON.parse(cached);
  const answer = { drink, size, average: rows[0].average };
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
