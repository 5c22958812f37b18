// wrong: held: you delete the entry before the row is committed
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

/** Deletes the entries of the drink that the method is about. */
function evicts<This, Args extends [string, ...unknown[]], Result>(
  method: (this: This, ...args: Args) => Promise<Result>,
  _context: ClassMethodDecoratorContext,
) {
  return async function (this: This, ...args: Args): Promise<Result> {
    await redis.del([keyOf(args[0]), keyOf()]);
    return method.apply(this, args);
  };
}

class Orders {
  @evicts
  async add(drink: string, size: string): Promise<{ id: number }> {
    const { rows } = await db.query(
      'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id::int',
      [drink, size, prices[size]],
    );
    return rows[0];
  }

  @evicts
  async remove(_drink: string, id: string): Promise<void> {
    await db.query('DELETE FROM orders WHERE id = $1', [id]);
  }
}

const orders = new Orders();

app.post<{ Body: { drink: string; size: string } }>('/orders', async (request, reply) => {
  const { drink, size } = request.body;
  if (!drink || prices[size] === undefined) return reply.code(400).send({ error: 'drink or size?' });
  return reply.code(201).send(await orders.add(drink, size));
});

app.delete<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
  const { id } = request.params;
  const { rows } = await db.query('SELECT drink FROM orders WHERE id = $1', [id]);
  if (rows.length === 0) return reply.code(404).send();
  await orders.remove(rows[0].drink, id);
  return reply.code(204).send();
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
