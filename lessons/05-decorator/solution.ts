import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without a listener, a connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
redis.on('error', (error) => console.error(error.message));
await redis.connect();

const ttl = Number(process.env.CACHE_TTL_SECONDS ?? 5);

interface CacheOptions {
  /** Tells the entries of this function from those of others. */
  name: string;
  /** How long an entry lives, in seconds. */
  seconds?: number;
}

function cached<Args extends unknown[], Result>(
  { name, seconds = ttl }: CacheOptions,
  fn: (...args: Args) => Promise<Result>,
) {
  return async (...args: Args): Promise<Result> => {
    const key = `exercise-5:${name}:${JSON.stringify(args)}`;
    const entry = await redis.get(key);
    // Not `if (JSON.parse(entry))`: null is an answer, too.
    if (entry !== null) return JSON.parse(entry);
    const result = await fn(...args);
    await redis.set(key, JSON.stringify(result), { expiration: { type: 'EX', value: seconds } });
    return result;
  };
}

const bySize = cached({ name: 'by-size' }, async (drink: string) => {
  const sql = 'SELECT size, count(*)::int AS count FROM orders WHERE drink = $1 GROUP BY size';
  const { rows } = await db.query(sql, [drink]);
  return Object.fromEntries(rows.map(({ size, count }) => [size, count]));
});

const latest = cached({ name: 'latest' }, async (drink: string) => {
  const sql =
    'SELECT id::int, size, ordered_at AS "orderedAt" FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1';
  const { rows } = await db.query(sql, [drink]);
  return rows[0] ?? null;
});

const order = cached({ name: 'order', seconds: 3 * ttl }, async (id: number) => {
  const sql =
    'SELECT id::int, drink, size, price_cents AS "priceCents", ordered_at AS "orderedAt" FROM orders WHERE id = $1';
  const { rows } = await db.query(sql, [id]);
  return rows[0] ?? null;
});

async function addOrder(drink: string, size: string): Promise<{ id: number }> {
  const sql = 'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 340) RETURNING id::int';
  const { rows } = await db.query(sql, [drink, size]);
  return rows[0];
}

const app = Fastify();
const text = { type: 'string', minLength: 1 };
const querystring = { type: 'object', required: ['drink'], properties: { drink: text } };
const params = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } };
const body = {
  type: 'object',
  required: ['drink', 'size'],
  properties: { drink: text, size: { enum: ['small', 'medium', 'large'] } },
};

type Ask = { Querystring: { drink: string } };
app.get<Ask>('/orders/by-size', { schema: { querystring } }, async ({ query: { drink } }) => ({
  drink,
  sizes: await bySize(drink),
}));

app.get<Ask>('/orders/latest', { schema: { querystring } }, async ({ query: { drink } }) => ({
  drink,
  latest: await latest(drink),
}));

app.get<{ Params: { id: number } }>('/orders/:id', { schema: { params } }, async (request, reply) => {
  const found = await order(request.params.id);
  if (found === null) reply.code(404);
  return found ?? { error: 'there is no such order' };
});

app.post<{ Body: { drink: string; size: string } }>(
  '/orders',
  { schema: { body } },
  async (request, reply) => {
    reply.code(201);
    return addOrder(request.body.drink, request.body.size);
  },
);

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
