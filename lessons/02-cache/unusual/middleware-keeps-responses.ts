// unusual: a hook keeps whole responses under their URL, with their type, when they are good
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const EX = Number(process.env.CACHE_TTL_SECONDS);
const app = Fastify();

app.addHook('preHandler', async (request, reply) => {
  const kept = await redis.get(request.url);
  if (kept === null) return;
  const { type, body } = JSON.parse(kept);
  return reply.headers({ 'x-cache': 'hit', 'content-type': type }).send(body);
});
app.addHook('onSend', async (request, reply, body) => {
  if (reply.statusCode !== 200 || reply.hasHeader('x-cache')) return;
  const type = reply.getHeader('content-type');
  await redis.set(request.url, JSON.stringify({ type, body }), { EX });
});

const text = { type: 'string', minLength: 1 };
const querystring = { type: 'object', required: ['drink', 'size'], properties: { drink: text, size: text } };
type Ask = { Querystring: { drink: string; size: string } };

app.get<Ask>('/orders/average', { schema: { querystring } }, async ({ query: { drink, size } }) => {
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  return { drink, size, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
