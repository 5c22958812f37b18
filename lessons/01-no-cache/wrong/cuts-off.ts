// wrong: average: your average is cut off
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink: string } }>('/orders/average', async (request) => {
  const { drink } = request.query;
  const sql = 'SELECT sum(price_cents) / nullif(count(*), 0) AS average FROM orders WHERE drink = $1';
  const { rows } = await db.query(sql, [drink]);
  const { average } = rows[0];
  return { drink, average: average === null ? null : Number(average) };
});

await app.listen({ port: Number(process.env.PORT) });
