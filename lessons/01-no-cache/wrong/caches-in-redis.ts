// wrong: moves: your server kept an old answer
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink } = request.query;
  if (typeof drink !== 'string' || drink === '') {
    response.sendStatus(400);
    return;
  }
  const kept = await redis.get(drink);
  if (kept !== null) {
    response.json(JSON.parse(kept));
    return;
  }
  const { rows } = await db.query('SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1', [
    drink,
  ]);
  const answer = { drink, average: rows[0].average };
  await redis.setex(drink, 60, JSON.stringify(answer));
  response.json(answer);
});

app.listen(Number(process.env.PORT));
