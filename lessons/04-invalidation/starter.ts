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

const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/revenue', { schema: reading }, async (request) => {
  const { drink } = request.query;
  const key = drink === undefined ? 'revenue:all' : `revenue:of:${drink}`;
  const cached = await redis.get(key);
  if (cached !== null) return { drink, revenue: Number(cached) };
  const revenue = await revenueOf(drink);
  await redis.set(key, revenue, { expiration: { type: 'EX', value: ttl } });
  return { drink, revenue };
});

app.post<{ Body: Order }>('/orders', { schema: ordering }, async (request, reply) => {
  const { drink, size } = request.body;
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  reply.code(201);
  return { id: Number(rows[0].id) };
});

app.delete<{ Params: { id: number } }>('/orders/:id', { schema: deleting }, async (request, reply) => {
  const { rowCount } = await db.query('DELETE FROM orders WHERE id = $1', [request.params.id]);
  reply.code(rowCount === 0 ? 404 : 204);
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
