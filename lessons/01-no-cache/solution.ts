import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without a listener, an idle connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));

const app = Fastify();

const schema = {
  querystring: {
    type: 'object',
    required: ['drink'],
    properties: { drink: { type: 'string', minLength: 1 } },
  },
};

app.get<{ Querystring: { drink: string } }>('/orders/average', { schema }, async (request) => {
  const { drink } = request.query;
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    drink,
  ]);
  return { drink, average: rows[0].average };
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
