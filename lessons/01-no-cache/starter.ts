import Fastify from 'fastify';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without a listener, an idle connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));

const app = Fastify();

app.get('/orders/average', async (_request, reply) => {
  // Your code goes here. `await db.query(sql, [value])` asks PostgreSQL.
  reply.code(501);
  return { error: 'not written yet' };
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
