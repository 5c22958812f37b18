// Redis as the only level, as https://bentocache.dev/docs/cache-drivers shows it.
import { BentoCache, bentostore } from 'bentocache';
import { redisDriver } from 'bentocache/drivers/redis';
import { serveCounts } from './serve-counts.mjs';
import { countOrders } from './shop/orders.js';

const { hostname, port } = new URL(process.env.REDIS_URL);
const connection = { host: hostname, port: Number(port) };
const bento = new BentoCache({
  default: 'redis',
  stores: { redis: bentostore().useL2Layer(redisDriver({ connection })) },
});

await serveCounts((drink) =>
  bento.getOrSet({ key: `count:${drink}`, ttl: '1h', factory: () => countOrders(drink) }),
);
