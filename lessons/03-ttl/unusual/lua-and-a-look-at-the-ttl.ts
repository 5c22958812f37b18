// unusual: Lua sets and expires; a hit without an end, as the old server left it, is given one once
import express from 'express';
import { Redis } from 'ioredis';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 3 });
const redis = new Redis(process.env.REDIS_URL ?? '');
const ttlMs = Number(process.env.CACHE_TTL_SECONDS) * 1000;
const app = express();

const read = `
  local value = redis.call('GET', KEYS[1])
  if value and redis.call('PTTL', KEYS[1]) == -1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return value`;
const write = `redis.call('SET', KEYS[1], ARGV[1]); redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

app.get('/drinks/top', async (request, response) => {
  const key = `drinks:top:${Number(request.query.limit)}`;
  let body = await redis.eval(read, 1, key, ttlMs);
  if (typeof body !== 'string') {
    const { rows } = await db.query(
      `SELECT coalesce(json_agg(top), '[]')::text AS json FROM (
         SELECT drink, count(*) AS orders FROM orders GROUP BY drink ORDER BY 2 DESC, 1 LIMIT $1) top`,
      [request.query.limit],
    );
    body = `{"drinks":${rows[0].json}}`;
    await redis.eval(write, 1, key, String(body), ttlMs);
  }
  response.type('json').send(body);
});

app.listen(Number(process.env.PORT));
