import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without a listener, a connection that breaks would end the program.
db.on('error', (error) => console.error(error.message));

const redis = createClient({ url: process.env.REDIS_URL ?? '' });
redis.on('error', (error) => console.error(error.message));
await redis.connect();

const app = Fastify();

// Any text is a drink or a size, but not none. PostgreSQL's text cannot hold a NUL character.
const text = { type: 'string', minLength: 1, pattern: '^[^\\u0000]*$' };
const schema = {
  querystring: { type: 'object', required: ['drink', 'size'], properties: { drink: text, size: text } },
};

type Ask = { Querystring: { drink: string; size: string } };

app.get<Ask>('/orders/average', { schema }, async (request) => {
  const { drink, size } = request.query;
  // As JSON, so that no two pairs of names make the same key.
  const key = `orders:average:${JSON.stringify([drink, size])}`;

  const cached = await redis.get(key);
  if (cached !== null) return JSON.parse(cached);

  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const answer = { drink, size, average: rows[0].average };
  await redis.set(key, JSON.stringify(answer));
  return answer;
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
