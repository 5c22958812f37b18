import type { Mutation } from './mutation.js';

const call = 'const result = await fn.call(this, ...args);';
const invalidate = "await redis.del([keyOf('count', drink), keyOf('first', drink), keyOf('prices', drink)]);";

/** What may be broken in lesson 5: the copied server, and the caching that is written once. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the copied server says hit on a miss',
    file: 'copied.js',
    edits: [
      [
        'const app = Fastify();',
        "const app = Fastify(); app.addHook('onSend', async (_, reply) => void reply.header('x-cache', 'hit'));",
      ],
    ],
    fails: { after: 'Ask for the prices, and then', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the copied key is repaired',
    short: true,
    file: 'copied.js',
    edits: [
      [
        "app.get('/orders/prices', { schema }, async (request, reply) => {\n    const { drink } = request.query;\n    const cached = await redis.get(`orders:count:",
        "app.get('/orders/prices', { schema }, async (request, reply) => {\n    const { drink } = request.query;\n    const cached = await redis.get(`orders:prices:",
      ],
      [
        '(await priceRange(drink)) };\n    await redis.set(`orders:count:',
        '(await priceRange(drink)) };\n    await redis.set(`orders:prices:',
      ],
    ],
    fails: { after: 'Ask for the prices, and then', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'the header says hit on a miss',
    file: 'shop/cache-status.js',
    edits: [["'miss'", "'hit'"]],
    fails: { after: '```http as=prices', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the key is a constant',
    file: 'shop/cached.js',
    edits: [['return `orders:', "return 'orders'; return `orders:"]],
    fails: { after: '```http as=count', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the key has no name',
    file: 'shop/cached.js',
    edits: [['keyOf(name, ...args) {', "keyOf(_, ...args) { const name = '';"]],
    fails: { after: '```http as=count', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'a miss counts twice',
    file: 'shop/cached.js',
    edits: [[call, `await fn.call(this, ...args); ${call}`]],
    fails: { after: '```http as=count', text: 'PostgreSQL ran 1 SELECT', got: '2 SELECT' },
  },
  {
    name: 'nothing is kept',
    file: 'shop/cached.js',
    edits: [['json !== undefined', 'json === undefined']],
    fails: { after: '```http as=count', text: 'the cache is fresh', got: 'empty' },
  },
  {
    name: 'the key has no arguments',
    file: 'shop/cached.js',
    edits: [['keyOf(name, ...args) {', 'keyOf(name) { const args = [];']],
    fails: { after: '```http as=count', text: 'the cache is fresh', got: 'empty' },
  },
  {
    name: 'something else is kept than was answered',
    file: 'shop/cached.js',
    edits: [['JSON.stringify(result)', 'JSON.stringify({ result })']],
    fails: {
      after: '```http as=count',
      text: 'the cache is fresh',
      got: /^stale: the cache has \{"result":.*\}, the database \d+$/,
    },
  },
  {
    name: 'another entry is put away',
    file: 'lesson.md',
    edits: [['DEL orders:count:latte', 'DEL orders:count:mocha']],
    fails: { after: 'Put the entry away', text: 'the cache is empty', got: /^stale: the cache has / },
  },
  {
    name: 'entries never expire',
    file: 'shop/cached.js',
    edits: [[", { expiration: { type: 'EX', value: ttl } }", '']],
    fails: {
      after: '```http as=count',
      text: 'the key `orders:count:["latte"]` has an expiry',
      got: 'never expires',
    },
  },
  {
    name: 'the key of one function has no argument',
    file: 'higher-order.js',
    edits: [["key: (drink) => keyOf('count', drink)", "key: () => keyOf('count')"]],
    fails: {
      after: '```http as=count',
      text: 'the key `orders:count:["latte"]` has an expiry',
      got: 'does not exist',
    },
  },
  {
    name: 'a hit loses the numbers',
    file: 'shop/cached.js',
    edits: [['JSON.parse(entry)', '{}']],
    fails: { after: 'Two keys, two answers', text: "the answer's `max` is `prices.max`", got: 'absent' },
  },
  {
    name: 'a hit still counts',
    file: 'shop/cached.js',
    edits: [['markHit();', 'markHit(); await fn.call(this, ...args);']],
    fails: { after: 'Two keys, two answers', text: 'PostgreSQL ran nothing', got: 'SELECT' },
  },
  {
    name: 'an order is answered with 200',
    file: 'decorator.js',
    edits: [['reply.code(201);', '']],
    fails: { after: 'POST /orders', text: 'the status is 201', got: '200' },
  },
  {
    name: 'an order deletes nothing',
    file: 'decorator.js',
    edits: [[invalidate, '']],
    fails: { after: 'POST /orders', text: 'Redis ran DEL', got: 'nothing' },
  },
  {
    name: 'an order forgets the prices',
    file: 'decorator.js',
    edits: [[", keyOf('prices', drink)", '']],
    fails: { after: 'POST /orders', text: 'the cache is empty', got: 'fresh' },
  },
  {
    name: 'an order forgets the count',
    file: 'decorator.js',
    edits: [["keyOf('count', drink), ", '']],
    fails: {
      after: 'POST /orders',
      text: 'the cache is empty',
      got: /^stale: the cache has \d+, the database \d+$/,
    },
  },
  {
    name: 'a miss after an order counts one too few',
    file: 'decorator.js',
    edits: [['return countOrders(drink);', 'return countOrders(drink).then((count) => count - 1);']],
    fails: { after: 'POST /orders', text: "the answer's `count` is `count.count + 1`", got: -1 },
  },
  {
    name: 'the decorator leaves the name out of the key',
    short: true,
    file: 'shop/cached.js',
    edits: [['keyOf(String(name), ...args)', "keyOf('answer', ...args)"]],
    fails: {
      after: '> - `X-Cache` is `hit`\n\n```http\nGET /orders/prices?drink=latte\n',
      text: '`X-Cache` is `miss`',
      got: 'hit',
    },
  },
  {
    name: 'a date comes back as a number',
    file: 'shop/cached.js',
    edits: [
      [
        'JSON.parse(entry)',
        "JSON.parse(entry, (name, value) => (name === 'orderedAt' ? Date.parse(value) : value))",
      ],
    ],
    fails: {
      after: '```http as=miss',
      text: "the answer's `first` is `miss.first`",
      got: /"orderedAt":\d+\}$/,
    },
  },
];
