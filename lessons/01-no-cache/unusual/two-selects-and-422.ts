// unusual: looks first whether there are orders, and refuses a missing drink as FastAPI does
// warns: `/orders/average` is answered with 422
// warns: `/orders/average?drink=` is answered with 422
// warns: one request costs 2 SELECTs
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(422).send({ detail: 'field required' });
  const exists = await db.query('SELECT EXISTS (SELECT 1 FROM orders WHERE drink = $1) AS yes', [drink]);
  if (!exists.rows[0].yes) return { drink, average: null };
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    drink,
  ]);
  return { drink, average: rows[0].average };
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
