// wrong: repeat: the cache lives in one process
import express, { type RequestHandler } from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const ttlMs = Number(process.env.CACHE_TTL_SECONDS) * 1000;
const kept = new Map<string, { body: unknown; until: number }>();

/** Keeps what a route answers, by its URL; at most 500 answers. */
const cached: RequestHandler = (request, response, next) => {
  const entry = kept.get(request.url);
  if (entry && entry.until > Date.now()) {
    response.json(entry.body);
    return;
  }
  const json = response.json.bind(response);
  response.json = (body: unknown) => {
    kept.delete(request.url);
    kept.set(request.url, { body, until: Date.now() + ttlMs });
    const [oldest] = kept.keys();
    if (kept.size > 500 && oldest !== undefined) kept.delete(oldest);
    return json(body);
  };
  next();
};

const app = express();
app.get('/drinks/top', cached, async (request, response) => {
  const { rows } = await db.query(
    'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY 2 DESC LIMIT $1',
    [Number(request.query.limit)],
  );
  response.json({ drinks: rows });
});
app.listen(Number(process.env.PORT));
