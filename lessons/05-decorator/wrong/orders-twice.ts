// wrong: post: your POST does not make one order
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
await redis.connect();
const ttl = Number(process.env.CACHE_TTL_SECONDS);

async function bySize(drink: string) {
  const sql = 'SELECT size, count(*)::int AS count FROM orders WHERE drink = $1 GROUP BY size';
  const { rows } = await db.query(sql, [drink]);
  return Object.fromEntries(rows.map(({ size, count }) => [size, count]));
}

async function latest(drink: string) {
  const sql =
    'SELECT id::int, size, ordered_at AS "orderedAt" FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1';
  const { rows } = await db.query(sql, [drink]);
  return rows[0] ?? null;
}

async function order(id: string) {
  const sql =
    'SELECT id::int, drink, size, price_cents AS "priceCents", ordered_at AS "orderedAt" FROM orders WHERE id = $1';
  const { rows } = await db.query(sql, [id]);
  return rows[0] ?? null;
}

async function addOrder(drink: string, size: string): Promise<{ id: number }> {
  const sql = 'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 340) RETURNING id::int';
  const { rows } = await db.query(sql, [drink, size]);
  return rows[0];
}

function cached<Args extends unknown[], Result>(
  name: string,
  seconds: number,
  fn: (...args: Args) => Promise<Result>,
) {
  return async (...args: Args): Promise<Result> => {
    const key = `${name}:${JSON.stringify(args)}`;
    const entry = await redis.get(key);
    if (entry !== null) return JSON.parse(entry);
    const result = await fn(...args);
    await redis.set(key, JSON.stringify(result), { EX: seconds });
    return result;
  };
}

const orders = {
  bySize: cached('by-size', ttl, bySize),
  latest: cached('latest', ttl, latest),
  order: cached('order', 3 * ttl, order),
};

/** The first connection may have died meanwhile, so it is tried again. */
async function addSafely(drink: string, size: string) {
  const attempts = [addOrder(drink, size), addOrder(drink, size)];
  return Promise.any(attempts);
}

const app = Fastify();
type Ask = { Querystring: { drink: string } };
type One = { Params: { id: string } };
type New = { Body: { drink: string; size: string } };

app.get<Ask>('/orders/by-size', async ({ query: { drink } }) => ({
  drink,
  sizes: await orders.bySize(drink),
}));
app.get<Ask>('/orders/latest', async ({ query: { drink } }) => ({
  drink,
  latest: await orders.latest(drink),
}));
app.get<One>('/orders/:id', async (request, reply) => {
  const found = await orders.order(request.params.id);
  if (found === null) reply.code(404);
  return found ?? { error: 'no such order' };
});
app.post<New>('/orders', async (request, reply) => {
  reply.code(201);
  return addSafely(request.body.drink, request.body.size);
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
