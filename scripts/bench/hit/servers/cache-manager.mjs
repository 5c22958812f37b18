// One store, as https://cacheable.org/docs/cache-manager shows Redis.
import { createKeyv } from '@keyv/redis';
import { createCache } from 'cache-manager';
import { serveCounts } from './serve-counts.mjs';
import { countOrders } from './shop/orders.js';

const cache = createCache({ stores: [createKeyv(process.env.REDIS_URL)] });
const hourMs = 3_600_000;

await serveCounts((drink) => cache.wrap(`cache-manager:${drink}`, () => countOrders(drink), hourMs));
