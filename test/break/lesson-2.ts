import type { Mutation } from './mutation.js';

const lookup = 'await redis.get(key)';
const hit = "reply.header('x-cache', 'hit');";

/** What may be broken in lesson 2: the cache that never forgets, and that no write touches. */
export const mutations: readonly Mutation[] = [
  {
    name: 'X-Cache says hit on a miss, and miss on a hit',
    file: 'cache.js',
    edits: [
      ["'miss'", "'HIT'"],
      ["'hit'", "'miss'"],
      ["'HIT'", "'hit'"],
    ],
    fails: { after: '## A miss', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'nothing is kept',
    file: 'cache.js',
    edits: [['await redis.set(key, count);', '']],
    fails: { after: '## A miss', text: 'Redis ran GET, SET', got: 'GET' },
  },
  {
    name: 'nobody looks before counting',
    short: true,
    file: 'cache.js',
    edits: [[lookup, 'null']],
    fails: { after: '## A miss', text: 'Redis ran GET, SET', got: 'SET' },
  },
  {
    name: 'each process has a cache of its own',
    file: 'cache.js',
    edits: [
      [
        'const redis = await connectRedis();',
        `const kept = new Map(); const redis = { close() {},
          async get(key) { return kept.get(key) ?? null; },
          async set(key, value) { kept.set(key, value); } };`,
      ],
    ],
    fails: { after: '## A miss', text: 'Redis ran GET, SET', got: 'nothing' },
  },
  {
    name: 'there is an entry before anyone asked, and it is not used',
    file: 'cache.js',
    edits: [
      ['await connectRedis();', "await connectRedis(); await redis.set('orders:count:latte', 1);"],
      ['if (cached !== null)', 'if (cached > 1)'],
    ],
    fails: { after: '## A miss', text: 'Redis answered GET with (nil)', got: '"1"' },
  },
  {
    name: 'the count is a constant',
    file: 'cache.js',
    edits: [['await countOrders(drink)', '1000']],
    fails: { after: '## A miss', text: 'PostgreSQL ran 1 SELECT', got: '0 SELECT' },
  },
  {
    name: 'the entry stands under another key',
    file: 'cache.js',
    edits: [['orders:count:', 'orders:total:']],
    fails: { after: '## A miss', text: 'the cache is fresh', got: 'empty' },
  },
  {
    name: 'something else is kept than was answered',
    file: 'cache.js',
    edits: [['redis.set(key, count)', 'redis.set(key, count - 1)']],
    fails: {
      after: '## A miss',
      text: 'the cache is fresh',
      got: /^stale: the cache has \d+, the database \d+$/,
    },
  },
  {
    name: 'the entry has an end',
    file: 'cache.js',
    edits: [['redis.set(key, count)', "redis.set(key, count, { expiration: { type: 'EX', value: 3600 } })"]],
    fails: { after: 'TTL orders:count:latte', text: 'the reply is -1', got: /^3(600|5\d\d)$/ },
  },
  {
    name: 'a hit is written again',
    file: 'cache.js',
    edits: [[hit, `await redis.set(key, cached); ${hit}`]],
    fails: { after: '## A hit', text: 'Redis ran GET', got: 'GET, SET' },
  },
  {
    name: 'a hit still counts',
    file: 'cache.js',
    edits: [[hit, `await countOrders(drink); ${hit}`]],
    fails: { after: '## A hit', text: 'PostgreSQL ran nothing', got: 'SELECT' },
  },
  {
    name: 'a hit answers one more',
    file: 'cache.js',
    edits: [['Number(cached)', 'Number(cached) + 1']],
    fails: { after: '## A hit', text: "the answer's `count` is `first.count`", got: 1 },
  },
  {
    name: 'a new copy begins with an empty cache',
    file: 'cache.js',
    edits: [['await connectRedis();', "await connectRedis(); await redis.del('orders:count:latte');"]],
    fails: { after: '```http to=B', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'after twenty hits there is no answer',
    file: 'cache.js',
    edits: [
      ['const redis = ', 'let hits = 0; const redis = '],
      [hit, `if (++hits > 20) await new Promise(() => {}); ${hit}`],
    ],
    fails: {
      after: '```yaml load',
      text: '`cache` answered more requests than `no-cache`',
      got: /^cache 0, no-cache [1-9]\d*$/,
    },
  },
  {
    name: 'the page has the till sell a mocha',
    file: 'lesson.md',
    edits: [["VALUES ('latte', 'small', 280)", "VALUES ('mocha', 'small', 280)"]],
    fails: { after: '## The database moves on', text: 'the cache is stale', got: 'fresh' },
  },
  {
    name: 'the page has the till sell two lattes',
    file: 'lesson.md',
    edits: [["('latte', 'small', 280)", "('latte', 'small', 280), ('latte', 'small', 280)"]],
    fails: { after: '## The database moves on', text: 'the cache is 1 behind', got: '2 behind' },
  },
  {
    name: 'an order is answered with 200',
    file: 'cache.js',
    edits: [['reply.code(201);', '']],
    fails: { after: 'POST /orders', text: 'the status is 201', got: '200' },
  },
  {
    name: 'an order is not inserted',
    file: 'cache.js',
    edits: [['await addOrder(request.body)', '{ id: 1 }']],
    fails: { after: 'POST /orders', text: 'PostgreSQL ran 1 INSERT', got: '0 INSERT' },
  },
  {
    name: 'an order deletes the entry',
    short: true,
    file: 'cache.js',
    edits: [
      ['reply.code(201);', `await redis.del(\`orders:count:\${request.body.drink}\`); reply.code(201);`],
    ],
    fails: { after: 'POST /orders', text: 'Redis ran nothing', got: 'DEL' },
  },
  {
    name: 'an order is inserted twice',
    file: 'cache.js',
    edits: [
      [
        'await addOrder(request.body)',
        'await addOrder(request.body); setTimeout(() => addOrder(request.body), 0)',
      ],
    ],
    fails: { after: 'POST /orders', text: 'PostgreSQL ran 1 INSERT', got: '2 INSERT' },
  },
];
