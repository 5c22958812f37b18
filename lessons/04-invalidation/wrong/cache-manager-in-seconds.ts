// wrong: hits: PX counts milliseconds
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const store = createKeyv(process.env.REDIS_URL, { namespace: 'shop' });
const cache = createCache({ stores: [store] });
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

app.get<{ Querystring: { drink?: string } }>('/revenue', async ({ query: { drink } }) => {
  const revenue = await cache.wrap(keyOf(drink), () => revenueOf(drink), ttl);
  return { drink, revenue };
});

app.post<{ Body: { drink: string; size: string } }>('/orders', async (request, reply) => {
  const { drink, size } = request.body;
  if (!drink || prices[size] === undefined) return reply.code(400).send({ error: 'drink or size?' });
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  await cache.mdel([keyOf(drink), keyOf()]);
  return reply.code(201).send({ id: Number(rows[0].id) });
});

app.delete<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  if (rows.length === 0) return reply.code(404).send({ error: 'no such order' });
  await cache.mdel([keyOf(rows[0].drink), keyOf()]);
  return reply.code(204).send();
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
