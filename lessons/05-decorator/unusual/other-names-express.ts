// unusual: Express, the URL as key, rows as PostgreSQL names them, one field more; no entry for a 404
// warns: the answer has no object `sizes`
// warns: the answer has no field `orderedAt`
// warns: `id` is a string
// warns: the answer has no field `priceCents`
import express, { type Request, type Response } from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL ?? '' });
await redis.connect();
const ttl = Number(process.env.CACHE_TTL_SECONDS);

const app = express();
app.use(express.json());

type Work = (value: string) => Promise<object | undefined>;

const route = (seconds: number, work: Work) => async (request: Request, response: Response) => {
  const entry = await redis.get(request.originalUrl);
  if (entry !== null) {
    response.type('json').send(entry);
    return;
  }
  const answer = await work(String(request.params.id ?? request.query.drink));
  if (answer === undefined) {
    response.sendStatus(404);
    return;
  }
  const json = JSON.stringify({ ...answer, url: request.originalUrl });
  await redis.multi().set(request.originalUrl, json).expire(request.originalUrl, seconds).exec();
  response.type('json').send(json);
};

app.get(
  '/orders/by-size',
  route(ttl, async (drink) => {
    const { rows } = await db.query('SELECT size, count(*) FROM orders WHERE drink = $1 GROUP BY size', [
      drink,
    ]);
    return { drink, sizes: rows };
  }),
);
app.get(
  '/orders/latest',
  route(ttl, async (drink) => {
    const { rows } = await db.query(
      'SELECT * FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1',
      [drink],
    );
    return { latest: rows[0] ?? null };
  }),
);
app.get(
  '/orders/:id',
  route(3 * ttl, async (id) => {
    const { rows } = await db.query('SELECT * FROM orders WHERE id = $1', [id]);
    return rows[0];
  }),
);
app.post('/orders', async ({ body: { drink, size } }, response) => {
  const sql = 'INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, 300) RETURNING *';
  const { rows } = await db.query(sql, [drink, size]);
  response.status(201).location(`/orders/${rows[0].id}`).json(rows[0]);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
