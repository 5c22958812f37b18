// wrong: average: your SQL leaves out `size`
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

app.get<{ Querystring: { drink: string; size: string } }>('/orders/average', async ({ query }) => {
  const key = `average/${encodeURIComponent(query.drink)}/${encodeURIComponent(query.size)}`;
  const kept = await redis.get(key);
  if (kept) return JSON.parse(kept);
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    query.drink,
  ]);
  const answer = { ...query, average: rows[0].average };
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
