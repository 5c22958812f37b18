// wrong: arguments: every request shares one key
import express, { type RequestHandler } from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
const app = express();

const cached: RequestHandler = async (request, response, next) => {
  // The path has no query in it.
  const key = `cache:${request.path}`;
  const kept = await redis.get(key);
  if (kept !== null) {
    response.set('x-cache', 'hit').json(JSON.parse(kept));
    return;
  }
  const json = response.json.bind(response);
  response.json = (body: unknown) => {
    redis.setEx(key, 30, JSON.stringify(body));
    return json(body);
  };
  next();
};

app.get('/orders/average', cached, async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  response.json({ drink, size, average: rows[0].average });
});

app.listen(Number(process.env.PORT));
