// wrong: missing: no drink is taken for a drink
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink: string } }>('/orders/average', async (request) => {
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    request.query.drink,
  ]);
  return { drink: request.query.drink, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
