// unusual: a decorator of methods; a POST makes the entry of its order, and looks for others with a pattern
// warns: a write looks through all keys with KEYS
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
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

const keep = (key: string, seconds: number, value: unknown) =>
  redis.setex(key, seconds, JSON.stringify({ value }));

function Cached(times: number) {
  return <This, Result>(
    method: (this: This, argument: string) => Promise<Result>,
    { name }: ClassMethodDecoratorContext,
  ) =>
    async function (this: This, argument: string): Promise<Result> {
      const key = `shop:${String(name)}:${encodeURIComponent(argument)}`;
      const entry = await redis.get(key);
      if (entry !== null) return JSON.parse(entry).value;
      const value = await method.call(this, argument);
      await keep(key, times * ttl, value);
      return value;
    };
}

class Orders {
  @Cached(1)
  bySize(drink: string) {
    return bySize(drink);
  }

  @Cached(1)
  latest(drink: string) {
    return latest(drink);
  }

  @Cached(3)
  order(id: string) {
    return order(id);
  }

  async add(drink: string, size: string) {
    const { id } = await addOrder(drink, size);
    await keep(`shop:order:${id}`, 3 * ttl, await order(String(id)));
    const stale = await redis.keys(`shop:*:${encodeURIComponent(drink).replace('*', '\\*')}`);
    if (stale.length > 0) await redis.unlink(stale);
    return { id };
  }
}

const orders = new Orders();

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
  return orders.add(request.body.drink, request.body.size);
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
