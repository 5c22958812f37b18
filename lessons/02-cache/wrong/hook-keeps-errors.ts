// wrong: bad-requests: you keep an error
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.addHook('onRequest', async (request, reply) => {
  const kept = await redis.get(request.url);
  if (kept !== null) return reply.header('x-cache', 'hit').type('application/json').send(kept);
});
app.addHook('onSend', async (request, reply, payload) => {
  if (!reply.hasHeader('x-cache')) await redis.set(request.url, String(payload));
});

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
