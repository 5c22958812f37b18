// wrong: as-text: a quote in the name breaks your SQL
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(400).send({ error: 'drink is missing' });
  const { rows } = await db.query(
    `SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = '${drink}'`,
  );
  return { drink, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
