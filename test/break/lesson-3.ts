import type { Mutation } from './mutation.js';

const expiry = ", { expiration: { type: 'EX', value: ttlSeconds } }";
const lookup = 'await redis.get(key)';
const hit = "reply.header('x-cache', 'hit');";

/** What may be broken in lesson 3: first the cache without an end, then the one with a TTL. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the old server keeps nothing',
    file: 'cache.js',
    edits: [['await redis.set(key, count);', '']],
    fails: { after: '```http as=old', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'the old server answers one more on a hit',
    file: 'cache.js',
    edits: [['Number(cached)', 'Number(cached) + 1']],
    fails: { after: '```http as=old', text: "the answer's `count` is `old.count`", got: 1 },
  },
  {
    name: 'the old server keeps its entry elsewhere',
    file: 'cache.js',
    edits: [['orders:count:', 'orders:total:']],
    fails: { after: '```http as=old', text: 'the cache is 1 behind', got: '0 behind' },
  },
  {
    name: 'the old server sets a TTL',
    file: 'cache.js',
    edits: [['redis.set(key, count)', "redis.set(key, count, { expiration: { type: 'EX', value: 3600 } })"]],
    fails: {
      after: '```http as=old',
      text: 'the key `orders:count:latte` never expires',
      got: 'has an expiry',
    },
  },
  {
    name: 'the new server looks under another key',
    file: 'ttl.js',
    edits: [['orders:count:', 'orders:count:v2:']],
    fails: { after: '## The entry that was there before', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'a hit sets the TTL anew',
    file: 'ttl.js',
    edits: [[hit, `await redis.expire(key, ttlSeconds); ${hit}`]],
    fails: { after: '## The entry that was there before', text: 'Redis ran GET', got: 'GET, EXPIRE' },
  },
  {
    name: 'a GET extends the TTL',
    short: true,
    file: 'ttl.js',
    edits: [[lookup, "await redis.getEx(key, { type: 'EX', value: ttlSeconds })"]],
    fails: { after: '## The entry that was there before', text: 'Redis ran GET', got: 'GETEX' },
  },
  {
    name: 'a GET deletes',
    file: 'ttl.js',
    edits: [[lookup, 'await redis.getDel(key)']],
    fails: { after: '## The entry that was there before', text: 'Redis ran GET', got: 'GETDEL' },
  },
  {
    name: 'the old entry is gone when the new server starts',
    file: 'ttl.js',
    edits: [['await connectRedis();', "await connectRedis(); await redis.del('orders:count:latte');"]],
    fails: { after: '## The entry that was there before', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'the new server gives the old entry an end',
    file: 'ttl.js',
    edits: [
      ['await connectRedis();', "await connectRedis(); await redis.expire('orders:count:latte', 3600);"],
    ],
    fails: { after: 'enough to mend it?', text: 'the reply is -1', got: /^3(600|5\d\d)$/ },
  },
  {
    name: 'the page deletes another key',
    file: 'lesson.md',
    edits: [['does it.\n\n```redis\nDEL orders:count:latte', 'does it.\n\n```redis\nDEL orders:count:mocha']],
    fails: { after: 'does it.', text: 'the reply is 1', got: '0' },
  },
  {
    name: 'there is no TTL',
    file: 'ttl.js',
    edits: [[expiry, '']],
    fails: { after: 'does it.', text: 'the reply is between 1 and 10', got: '-1' },
  },
  {
    name: 'the TTL is in milliseconds',
    short: true,
    file: 'ttl.js',
    edits: [["type: 'EX'", "type: 'PX'"]],
    fails: { after: 'does it.', text: 'the reply is between 1 and 10', got: '-2' },
  },
  {
    name: 'the TTL is in minutes',
    file: 'ttl.js',
    edits: [['value: ttlSeconds', 'value: ttlSeconds * 60']],
    fails: { after: 'does it.', text: 'the reply is between 1 and 10', got: /^(600|59\d)$/ },
  },
  {
    name: 'something else is kept than was answered',
    file: 'ttl.js',
    edits: [['redis.set(key, count,', 'redis.set(key, count - 1,']],
    fails: {
      after: '## Wrong for a while',
      text: 'the cache is fresh',
      got: /^stale: the cache has \d+, the database \d+$/,
    },
  },
  {
    name: 'an order is answered with 200',
    file: 'ttl.js',
    edits: [['reply.code(201);', '']],
    fails: { after: 'POST /orders', text: 'the status is 201', got: '200' },
  },
  {
    name: 'an order deletes the entry',
    file: 'ttl.js',
    edits: [
      ['reply.code(201);', `await redis.del(\`orders:count:\${request.body.drink}\`); reply.code(201);`],
    ],
    fails: { after: 'POST /orders', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'an order is not inserted',
    file: 'ttl.js',
    edits: [['await addOrder(request.body)', '{ id: 1 }']],
    fails: { after: 'POST /orders', text: 'the cache is 1 behind', got: '0 behind' },
  },
  {
    name: 'the page sets the key again with an end',
    file: 'lesson.md',
    edits: [['SET demo two', 'SET demo two EX 100']],
    fails: { after: 'SET demo two', text: 'the reply is -1', got: /^(100|99)$/ },
  },
];
