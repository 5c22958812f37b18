// wrong: repeat: PX counts milliseconds
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const cache = createCache({ stores: [createKeyv(process.env.REDIS_URL)] });
const app = express();

async function averageOf(drink: unknown, size: unknown) {
  const { rows } = await db.query(
    'SELECT avg(price_cents)::float8 AS average FROM orders WHERE drink = $1 AND size = $2',
    [drink, size],
  );
  return { drink, size, average: rows[0].average };
}

app.get('/orders/average', async (request, response) => {
  const { drink, size } = request.query;
  if (!drink || !size) {
    response.status(400).json({ error: 'drink and size, please' });
    return;
  }
  const key = JSON.stringify(['average', drink, size]);
  // Until version 4 of the library this was a number of seconds.
  const ttl = Number(process.env.CACHE_TTL_SECONDS);
  response.json(await cache.wrap(key, () => averageOf(drink, size), ttl));
});

app.listen(Number(process.env.PORT));
