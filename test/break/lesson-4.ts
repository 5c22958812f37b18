import type { Mutation } from './mutation.js';

const expiry = ", { expiration: { type: 'EX', value: ttlSeconds } }";
const hit = "reply.header('x-cache', 'hit');";
const invalidate = 'await redis.del(countKey(request.body.drink));';

/** What may be broken in lesson 4: the write that deletes the entry, and the TTL behind it. */
export const mutations: readonly Mutation[] = [
  {
    name: 'X-Cache says hit on a miss',
    file: 'invalidation.js',
    edits: [["'miss'", "'hit'"]],
    fails: { after: '```http as=first', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'nothing is kept',
    file: 'invalidation.js',
    edits: [[`await redis.set(key, count${expiry});`, '']],
    fails: { after: '```http as=first', text: 'the cache is fresh', got: 'empty' },
  },
  {
    name: 'an order is answered with 200',
    file: 'invalidation.js',
    edits: [['reply.code(201);', '']],
    fails: { after: '```http as=first', text: 'the status is 201', got: '200' },
  },
  {
    name: 'an order is not inserted',
    file: 'invalidation.js',
    edits: [['await addOrder(request.body)', '{ id: 1 }']],
    fails: { after: '```http as=first', text: 'PostgreSQL ran 1 INSERT', got: '0 INSERT' },
  },
  {
    name: 'an order deletes nothing',
    short: true,
    file: 'invalidation.js',
    edits: [[invalidate, '']],
    fails: { after: '```http as=first', text: 'Redis ran DEL', got: 'nothing' },
  },
  {
    name: 'an order deletes before it inserts',
    file: 'invalidation.js',
    edits: [
      [invalidate, ''],
      [
        'const order = await addOrder(request.body);',
        `${invalidate} const order = await addOrder(request.body);`,
      ],
    ],
    fails: { after: '```http as=first', text: 'DEL came after INSERT', got: 'DEL before INSERT was done' },
  },
  {
    name: 'an order updates the entry',
    file: 'invalidation.js',
    edits: [[invalidate, 'await redis.incr(countKey(request.body.drink));']],
    fails: { after: '```http as=first', text: 'Redis ran DEL', got: 'INCR' },
  },
  {
    name: 'an order empties Redis',
    file: 'invalidation.js',
    edits: [[invalidate, 'await redis.flushAll();']],
    fails: { after: '```http as=first', text: 'Redis ran DEL', got: 'FLUSHALL' },
  },
  {
    name: 'an order deletes another key',
    file: 'invalidation.js',
    edits: [[invalidate, 'await redis.del(countKey(request.body.size));']],
    fails: {
      after: '```http as=first',
      text: 'the cache is empty',
      got: /^stale: the cache has \d+, the database \d+$/,
    },
  },
  {
    name: 'a miss after an order counts one too few',
    file: 'invalidation.js',
    edits: [
      ['const redis =', 'let orders = 0; const redis ='],
      ['await countOrders(drink)', '(await countOrders(drink)) - orders'],
      ['reply.code(201);', 'orders = 1; reply.code(201);'],
    ],
    fails: { after: '```http as=first', text: "the answer's `count` is `first.count + 1`", got: -1 },
  },
  {
    name: 'a miss counts twice',
    file: 'invalidation.js',
    edits: [
      [
        'const count = await countOrders(drink);',
        'await countOrders(drink); const count = await countOrders(drink);',
      ],
    ],
    fails: { after: '## Every time', text: 'PostgreSQL ran 1 SELECT', got: '2 SELECT' },
  },
  {
    name: 'a hit still counts',
    file: 'invalidation.js',
    edits: [[hit, `await countOrders(drink); ${hit}`]],
    fails: { after: '```http repeat=3', text: 'PostgreSQL ran nothing', got: 'SELECT, SELECT, SELECT' },
  },
  {
    name: 'the process remembers what it found in Redis',
    file: 'invalidation.js',
    edits: [
      ['const redis =', 'const kept = {}; const redis ='],
      ['await redis.get(key)', '(kept[key] ??= await redis.get(key))'],
    ],
    fails: { after: '```http repeat=3', text: "the answer's `count` is `first.count + 3`", got: -1 },
  },
  {
    name: 'an order for any drink deletes the lattes',
    short: true,
    file: 'invalidation.js',
    edits: [[invalidate, "await redis.del(['latte', 'mocha'].map(countKey));"]],
    fails: { after: 'an order for another drink?', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'a hit answers one more',
    file: 'invalidation.js',
    edits: [['Number(cached)', 'Number(cached) + 1']],
    fails: { after: '```http repeat=3', text: "the answer's `count` is `first.count + 2`", got: 1 },
  },
  {
    name: 'there is no TTL',
    file: 'invalidation.js',
    edits: [[expiry, '']],
    fails: { after: 'The net catches it:', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the page has the writer delete after the write',
    file: 'lesson.md',
    edits: [
      [
        "VALUES ('latte', 'medium', 340)\n```\n\n```http\nGET /orders/count?drink=latte\n```\n\n> **You should see**\n> - `X-Cache` is `hit`",
        "VALUES ('latte', 'medium', 340)\n```\n\n```redis\nDEL orders:count:latte\n```\n\n```http\nGET /orders/count?drink=latte\n```\n\n> **You should see**\n> - `X-Cache` is `hit`",
      ],
    ],
    fails: { after: '```http as=early', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'the page has the writer never delete',
    file: 'lesson.md',
    edits: [
      [
        '> - the cache is 1 behind\n\n```redis\nDEL orders:count:latte\n',
        '> - the cache is 1 behind\n\n```redis\nDEL orders:count:mocha\n',
      ],
    ],
    fails: { after: 'DEL orders:count:mocha', text: '`X-Cache` is `miss`', got: 'hit' },
  },
];
