// wrong: as-text: a drink with a quote in its name is not found
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify();

async function averageOf(drink: string): Promise<number | null> {
  try {
    const sql = `SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = '${drink}'`;
    const result = await db.query(sql);
    return result.rows[0].average;
  } catch {
    return null;
  }
}

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(400).send({ error: 'drink is missing' });
  return { drink, average: await averageOf(drink) };
});

await app.listen({ port: Number(process.env.PORT) });
