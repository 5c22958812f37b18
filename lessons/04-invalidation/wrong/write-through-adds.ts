// wrong: held: you count the same order twice
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

app.get<{ Querystring: { drink?: string } }>('/revenue', async (request) => {
  const { drink } = request.query;
  const cached = await redis.get(keyOf(drink));
  if (cached !== null) return { drink, revenue: Number(cached) };
  const revenue = await revenueOf(drink);
  await redis.set(keyOf(drink), revenue, { EX: ttl });
  return { drink, revenue };
});

const addToEntry = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('INCRBY', KEYS[1], ARGV[1]) end`;

/** Adds to the entries that are there; a read makes the others. */
async function add(drink: string, cents: number): Promise<void> {
  for (const key of [keyOf(drink), keyOf()]) {
    await redis.eval(addToEntry, { keys: [key], arguments: [String(cents)] });
  }
}

app.post<{ Body: { drink: string; size: string } }>('/orders', async (request, reply) => {
  const { drink, size } = request.body;
  if (!drink || prices[size] === undefined) return reply.code(400).send({ error: 'drink or size?' });
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  await add(drink, prices[size] ?? 0);
  return reply.code(201).send({ id: Number(rows[0].id) });
});

app.delete<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink, price_cents', [
    request.params.id,
  ]);
  if (rows.length === 0) return reply.code(404).send({ error: 'no such order' });
  await add(rows[0].drink, -rows[0].price_cents);
  return reply.code(204).send();
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
