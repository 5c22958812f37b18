// wrong: average: you average the orders of all drinks
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink: string } }>('/orders/average', async (request) => {
  const { drink } = request.query;
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders');
  return { drink, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
