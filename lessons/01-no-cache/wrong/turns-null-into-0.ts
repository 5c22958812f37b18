// wrong: unknown: you turn null into 0
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.status(400).send({ error: 'missing drink' });
  const { rows } = await db.query('SELECT avg(price_cents) AS average FROM orders WHERE drink = $1', [drink]);
  return { drink, average: Number(rows[0].average) };
});

await app.listen({ port: Number(process.env.PORT) });
