// unusual: cache-manager with Redis below it, which wraps each value, and 422 for what is missing
// warns: a request without a size is answered with 422
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const ttl = Number(process.env.CACHE_TTL_SECONDS) * 1000;
const cache = createCache({ stores: [createKeyv(process.env.REDIS_URL)], ttl });
const app = express();

app.get('/orders/average', async ({ query: { drink, size } }, response) => {
  if (!drink || !size) {
    response.status(422).json({ detail: 'field required' });
    return;
  }
  const answer = await cache.wrap(JSON.stringify({ drink, size }), async () => {
    const { rows } = await db.query('SELECT price_cents AS p FROM orders WHERE drink = $1 AND size = $2', [
      drink,
      size,
    ]);
    const sum = rows.reduce((total, { p }) => total + p, 0);
    return { drink, size, average: rows.length === 0 ? null : sum / rows.length };
  });
  response.json(answer);
});

app.listen(Number(process.env.PORT));
