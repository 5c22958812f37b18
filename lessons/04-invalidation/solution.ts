import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
const ttl = Number(process.env.CACHE_TTL_SECONDS);
// Without these listeners, a connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));
redis.on('error', (error) => console.error(error.message));
await redis.connect();

const prices = { small: 280, medium: 340, large: 400 };
type Order = { drink: string; size: keyof typeof prices };

const drink = { type: 'string', minLength: 1 };
const reading = { querystring: { type: 'object', properties: { drink } } };
const ordering = {
  body: {
    type: 'object',
    required: ['drink', 'size'],
    properties: { drink, size: { enum: Object.keys(prices) } },
  },
};
const deleting = { params: { type: 'object', properties: { id: { type: 'integer' } } } };

async function revenueOf(drink: string | undefined): Promise<number> {
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0) AS revenue FROM orders WHERE drink = $1 OR $1 IS NULL',
    [drink ?? null],
  );
  return Number(rows[0].revenue);
}

// Made in one place: the one who reads and the one who deletes must mean the same entry.
const keyOf = (drink?: string) => (drink === undefined ? 'revenue:all' : `revenue:of:${drink}`);

/** To be called when an order of this drink has been added or removed, and that is committed. */
async function invalidate(drink: string): Promise<void> {
  await redis.del([keyOf(drink), keyOf()]);
}

const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/revenue', { schema: reading }, async (request) => {
  const { drink } = request.query;
  const cached = await redis.get(keyOf(drink));
  if (cached !== null) return { drink, revenue: Number(cached) };
  const revenue = await revenueOf(drink);
  await redis.set(keyOf(drink), revenue, { expiration: { type: 'EX', value: ttl } });
  return { drink, revenue };
});

app.post<{ Body: Order }>('/orders', { schema: ordering }, async (request, reply) => {
  const { drink, size } = request.body;
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  await invalidate(drink);
  reply.code(201);
  return { id: Number(rows[0].id) };
});

app.delete<{ Params: { id: number } }>('/orders/:id', { schema: deleting }, async (request, reply) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  if (rows[0]) await invalidate(rows[0].drink);
  reply.code(rows[0] ? 204 : 404);
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
