// wrong: repeat: you ask PostgreSQL on a hit, too
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = express();

app.use(async (request, response, next) => {
  const hit = await redis.get(`page:${request.originalUrl}`);
  if (hit !== null) response.json(JSON.parse(hit));
  next();
});

app.get('/drinks/top', async (request, response) => {
  const { rows } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
    [request.query.limit],
  );
  if (response.headersSent) return;
  await redis.setex(`page:${request.originalUrl}`, ttl, JSON.stringify({ drinks: rows }));
  response.json({ drinks: rows });
});

app.listen(Number(process.env.PORT));
