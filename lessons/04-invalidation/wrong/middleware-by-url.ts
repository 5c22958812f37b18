// wrong: names: some names do not find their entry
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();
app.use(express.json());
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const prices: Record<string, number> = { small: 280, medium: 340, large: 400 };

// Caches every GET by its URL.
app.use(async (request, response, next) => {
  if (request.method !== 'GET') return next();
  const cached = await redis.get(request.originalUrl);
  if (cached !== null) return response.json(JSON.parse(cached));
  const send = response.json.bind(response);
  response.json = (body) => {
    redis.set(request.originalUrl, JSON.stringify(body), 'EX', ttl).then(() => send(body));
    return response;
  };
  next();
});

app.get('/revenue', async (request, response) => {
  const { rows } = await db.query(
    'SELECT coalesce(sum(price_cents), 0)::int AS revenue FROM orders WHERE drink = $1 OR $1 IS NULL',
    [request.query.drink],
  );
  response.json({ ...request.query, revenue: rows[0].revenue });
});

const invalidate = (drink: string) => redis.del(`/revenue?drink=${drink}`, '/revenue');

app.post('/orders', async (request, response) => {
  const { drink, size } = request.body;
  if (!drink || !prices[size]) {
    response.status(400).json({ error: 'drink or size?' });
    return;
  }
  const { rows } = await db.query(
    'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id',
    [drink, size, prices[size]],
  );
  await invalidate(drink);
  response.status(201);
  response.json(rows[0]);
});

app.delete('/orders/:id', async (request, response) => {
  const { rows } = await db.query('DELETE FROM orders WHERE id = $1 RETURNING drink', [request.params.id]);
  if (rows[0]) await invalidate(rows[0].drink);
  response.sendStatus(rows[0] ? 204 : 404);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
