// wrong: apart: your key forgets which is the drink and which is the size
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  // So that the order of the query does not matter.
  const key = Object.values(request.query).map(encodeURIComponent).sort().join('&');
  const cached = await redis.get(key);
  if (cached !== null) return JSON.parse(cached);
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
