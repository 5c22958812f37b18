// unusual: every request in a transaction of its own, after a look whether the database is there
import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = Fastify({ logger: true });

app.get<{ Querystring: { drink?: string } }>('/orders/average', async (request, reply) => {
  const { drink } = request.query;
  if (!drink) return reply.code(400).send({ error: 'drink?' });
  const client = await db.connect();
  try {
    await client.query('SELECT 1');
    await client.query('BEGIN TRANSACTION READ ONLY');
    await client.query("SET LOCAL statement_timeout = '5s'");
    const { rows } = await client.query(
      'WITH mine AS (SELECT price_cents FROM "public"."orders" WHERE drink = $1) SELECT avg(price_cents)::float8 FROM mine',
      [drink],
    );
    await client.query('COMMIT');
    return { drink, average: rows[0].avg };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT) });
