// wrong: as-text: you compare with LIKE
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const drink = request.query.drink;
  if (drink === undefined || drink === '') return reply.code(400).send({ message: 'Which drink?' });
  const pattern = drink.replaceAll('\\', '\\\\');
  const { rows } = await db.query('SELECT avg(price_cents) AS average FROM orders WHERE drink LIKE $1', [
    pattern,
  ]);
  const { average } = rows[0];
  return { drink, average: average === null ? null : Number(average) };
});

await app.listen({ port: Number(process.env.PORT) });
