// unusual: reads that come together share one query, before Redis; a bad order gets 422
// warns: a bad order is answered with 422
// warns: the DELETE of an order that is not there is answered with 204
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
redis.on('error', console.error);
await redis.connect();
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const prices: Record<string, number> = { small: 280, medium: 340, large: 400 };
const keyOf = (drink?: string) => (drink === undefined ? 'revenue' : `revenue:of:${drink}`);
const app = Fastify();

async function revenueOf(drink?: string): Promise<number> {
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0) AS revenue FROM orders WHERE drink = $1 OR $1 IS NULL',
    [drink ?? null],
  );
  return Number(rows[0].revenue);
}

const flights = new Map<string, Promise<number>>();

function fill(key: string, drink?: string): Promise<number> {
  const flight: Promise<number> = revenueOf(drink)
    .then(async (revenue) => {
      // Whoever has written since has taken this flight away: its answer may be old, and is not kept.
      if (flights.get(key) === flight) await redis.set(key, revenue, { EX: ttl });
      return revenue;
    })
    .finally(() => flights.get(key) === flight && flights.delete(key));
  flights.set(key, flight);
  return flight;
}

app.get<{ Querystring: { drink?: string } }>('/revenue', async ({ query: { drink } }) => {
  const key = keyOf(drink);
  const cached = await redis.get(key);
  if (cached !== null) return { drink, revenue: Number(cached) };
  return { drink, revenue: await (flights.get(key) ?? fill(key, drink)) };
});

async function invalidate(drink: string): Promise<void> {
  for (const key of [keyOf(drink), keyOf()]) flights.delete(key);
  await redis.del([keyOf(drink), keyOf()]);
}

app.post<{ Body: { drink: string; size: string } }>('/orders', async (request, reply) => {
  const { drink, size } = request.body;
  if (!drink || prices[size] === undefined) return reply.code(422).send({ error: 'drink or size?' });
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  await invalidate(drink);
  return reply.code(201).send({ id: Number(rows[0].id) });
});

app.delete<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  for (const { drink } of rows) await invalidate(drink);
  return reply.code(204).send();
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
