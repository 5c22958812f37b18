// wrong: repeat: your key is another one each time
import Fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();

type Ask = { Querystring: { drink: string; size: string } };
const keyOf = ({ id, query }: FastifyRequest<Ask>) => `average:${id}:${JSON.stringify(query)}`;

app.get<Ask>('/orders/average', async (request) => {
  const cached = await redis.get(keyOf(request));
  if (cached !== null) return JSON.parse(cached);
  const { drink, size } = request.query;
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.set(keyOf(request), JSON.stringify(answer), { EX: Number(process.env.CACHE_TTL_SECONDS) });
  return answer;
});

await app.listen({ port: Number(process.env.PORT) });
