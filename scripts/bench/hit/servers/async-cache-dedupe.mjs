// The storage `redis`, as https://github.com/mcollina/async-cache-dedupe shows it.
import { createCache } from 'async-cache-dedupe';
import { Redis } from 'ioredis';
import { serveCounts } from './serve-counts.mjs';
import { countOrders } from './shop/orders.js';

const client = new Redis(process.env.REDIS_URL);
const cache = createCache({ ttl: 3600, storage: { type: 'redis', options: { client } } });
cache.define('count', countOrders);

await serveCounts((drink) => cache.count(drink));
