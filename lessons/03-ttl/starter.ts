import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without a listener, an idle connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));

const redis = createClient({ url: process.env.REDIS_URL ?? '' });
redis.on('error', (error) => console.error(error.message));
await redis.connect();

const app = Fastify();

const schema = {
  querystring: {
    type: 'object',
    required: ['limit'],
    properties: { limit: { type: 'integer', minimum: 1, maximum: 100 } },
  },
};

app.get<{ Querystring: { limit: number } }>('/drinks/top', { schema }, async (request) => {
  const { limit } = request.query;
  const key = `drinks:top:${limit}`;

  const cached = await redis.get(key);
  if (cached !== null) return JSON.parse(cached);

  const { rows } = await db.query(
    `SELECT drink, count(*)::int AS orders FROM orders
     GROUP BY drink ORDER BY orders DESC, drink LIMIT $1`,
    [limit],
  );
  const answer = { drinks: rows };
  // This entry stays for ever.
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
