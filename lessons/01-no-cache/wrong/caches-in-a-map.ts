// wrong: moves: your server kept an old answer
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();
const averages = new Map<string, number | null>();

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(400).send();
  let average = averages.get(drink);
  if (average === undefined) {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1',
      [drink],
    );
    average = rows[0].average as number | null;
    averages.set(drink, average);
  }
  return { drink, average };
});

await app.listen({ port: Number(process.env.PORT) });
