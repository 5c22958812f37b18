// wrong: repeat: PX counts milliseconds
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import express from 'express';
import pg from 'pg';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const cache = createCache({ stores: [createKeyv(process.env.REDIS_URL)] });
const ttl = Number(process.env.CACHE_TTL_SECONDS);
const app = express();

app.get('/drinks/top', async (request, response) => {
  const limit = Number(request.query.limit);
  const drinks = await cache.wrap(
    `top-drinks-${limit}`,
    async () => {
      const { rows } = await db.query(
        'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
        [limit],
      );
      return rows;
    },
    ttl,
  );
  response.json({ drinks });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
