// wrong: unknown: you take a drink without orders for an error
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.status(400).send({ error: 'missing drink' });
  const { rows } = await db.query('SELECT price_cents FROM orders WHERE drink = $1', [drink]);
  if (rows.length === 0) return reply.status(404).send({ error: `no such drink: ${drink}` });
  const sum = rows.reduce((total, row) => total + row.price_cents, 0);
  return { drink, average: sum / rows.length };
});

await app.listen({ port: Number(process.env.PORT) });
