// unusual: an entry that has grown old is still served once, while a new one is fetched behind the answer
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const ttlMs = Number(process.env.CACHE_TTL_SECONDS) * 1000;
const app = Fastify();

async function fetchAnswer(key: string, drink: string, size: string) {
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.set(key, JSON.stringify({ answer, freshUntil: Date.now() + ttlMs }), { PX: 2 * ttlMs });
  return answer;
}

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size, please' });
  const key = new URLSearchParams({ drink, size }).toString();
  const kept = await redis.get(key);
  if (kept === null) return fetchAnswer(key, drink, size);
  const { answer, freshUntil } = JSON.parse(kept);
  if (Date.now() > freshUntil) fetchAnswer(key, drink, size).catch((error) => console.error(error));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
