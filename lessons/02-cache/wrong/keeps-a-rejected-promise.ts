// wrong: failed-queries: you keep an error
import Fastify from 'fastify';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = Fastify();
const flights = new Map<string, Promise<string>>();

async function look(key: string, drink: string, size: string): Promise<string> {
  const cached = await redis.get(key);
  if (cached !== null) return cached;
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  const text = JSON.stringify({ drink, size, average: rows[0].average });
  await redis.set(key, text);
  // Whoever asks later finds it in Redis. After an error, nobody comes here.
  flights.delete(key);
  return text;
}

app.get<{ Querystring: { drink?: string; size?: string } }>('/orders/average', async (request, reply) => {
  const { drink, size } = request.query;
  if (!drink || !size) return reply.code(400).send({ error: 'drink and size are needed' });
  const key = JSON.stringify([drink, size]);
  let flight = flights.get(key);
  if (!flight) {
    flight = look(key, drink, size);
    flights.set(key, flight);
  }
  return JSON.parse(await flight);
});

await app.listen({ port: Number(process.env.PORT) });
