// wrong: as-text: what a client sends becomes part of your SQL
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

/** Dollar quotes need no escaping; the name may hold them, though, and then it is not escaped at all. */
const quoted = (text: string) => (text.includes('$$') ? `'${text}'` : `$$${text}$$`);

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(400).send({ error: 'drink is missing' });
  const { rows } = await db.query(
    `SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = ${quoted(drink)}`,
  );
  return { drink, average: rows[0].average };
});

await app.listen({ port: Number(process.env.PORT) });
