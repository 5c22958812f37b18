// Redis in the place of the memory that is its first layer by default: https://cacheable.org/docs/cacheable
import KeyvRedis from '@keyv/redis';
import { Cacheable } from 'cacheable';
import { serveCounts } from './serve-counts.mjs';
import { countOrders } from './shop/orders.js';

const cache = new Cacheable({ primary: new KeyvRedis(process.env.REDIS_URL) });

await serveCounts((drink) => cache.getOrSet(`cacheable:${drink}`, () => countOrders(drink), { ttl: '1h' }));
