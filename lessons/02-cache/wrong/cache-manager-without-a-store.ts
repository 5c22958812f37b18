// wrong: copies: the cache lives in one process
import { createCache } from 'cache-manager';
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// Without `stores` it keeps everything in the memory of this process.
const cache = createCache({ ttl: Number(process.env.CACHE_TTL_SECONDS) * 1000 });
const app = express();

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const answer = await cache.wrap(JSON.stringify([drink, size]), async () => {
    const { rows } = await db.query(
      'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
      [drink, size],
    );
    return { drink, size, average: rows[0].average };
  });
  response.json(answer);
});

app.listen(Number(process.env.PORT));
