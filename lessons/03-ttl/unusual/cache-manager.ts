// unusual: cache-manager with a store in Redis, and a prefix of its own
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import express from 'express';
import pg from 'pg';
import { createClient } from 'redis';

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const cache = createCache({
  ttl: Number(process.env.CACHE_TTL_SECONDS) * 1000,
  stores: [createKeyv(process.env.REDIS_URL, { namespace: 'shop' })],
});
const app = express();

const broom = await createClient({ url: process.env.REDIS_URL ?? '' }).connect();
for await (const keys of broom.scanIterator({ MATCH: 'drinks:top:*' })) {
  if (keys.length > 0) await broom.unlink(keys);
}
await broom.close();

app.get('/drinks/top', async (request, response) => {
  const limit = Number(request.query.limit);
  const drinks = await cache.wrap(`top ${limit}`, async () => {
    const { rows } = await db.query(
      'SELECT drink, count(*)::int AS orders FROM orders GROUP BY drink ORDER BY orders DESC LIMIT $1',
      [limit],
    );
    return rows;
  });
  response.json({ drinks });
});

app.listen(Number(process.env.PORT));
