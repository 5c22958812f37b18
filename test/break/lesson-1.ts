import type { Mutation } from './mutation.js';

/** What may be broken in lesson 1: the app without a cache, and the one that keeps answers in a Map. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the status is another',
    file: 'no-cache.js',
    edits: [["reply.header('x-cache', 'miss');", "reply.header('x-cache', 'miss').code(203);"]],
    fails: { after: '```http as=first', text: 'the status is 200', got: '203' },
  },
  {
    name: 'X-Cache says hit where there is no cache',
    file: 'no-cache.js',
    edits: [["'miss'", "'hit'"]],
    fails: { after: '```http as=first', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the count is a constant',
    file: 'no-cache.js',
    edits: [['await countOrders(drink)', '1000']],
    fails: { after: '```http as=first', text: 'PostgreSQL ran 1 SELECT', got: '0 SELECT' },
  },
  {
    name: 'the app without a cache looks in Redis',
    file: 'no-cache.js',
    edits: [
      [
        "from './shop/orders.js';",
        "from './shop/orders.js'; import { connectRedis } from './shop/redis.js';",
      ],
      ['const app = Fastify();', 'const app = Fastify(); const redis = await connectRedis();'],
      ['await countOrders(drink)', 'Number(await redis.get(drink)) || (await countOrders(drink))'],
    ],
    fails: { after: '```http as=first', text: 'Redis ran nothing', got: 'GET' },
  },
  {
    name: 'the count is one too many',
    file: 'no-cache.js',
    edits: [['await countOrders(drink)', '(await countOrders(drink)) + 1']],
    fails: { after: 'Now ask PostgreSQL yourself', text: 'the result is `first.count`', got: -1 },
  },
  {
    name: 'the answer is kept in the process',
    short: true,
    file: 'no-cache.js',
    edits: [
      ['const app = Fastify();', 'const app = Fastify(); const kept = {};'],
      ['await countOrders(drink)', '(kept[drink] ??= await countOrders(drink))'],
    ],
    fails: { after: 'Watch five requests', text: 'PostgreSQL ran 5 SELECTs', got: '0 SELECT' },
  },
  {
    name: 'the count grows with each question',
    file: 'no-cache.js',
    edits: [
      ['const app = Fastify();', 'const app = Fastify(); let asked = 0;'],
      ['await countOrders(drink)', '(await countOrders(drink)) + asked++'],
    ],
    fails: { after: 'Watch five requests', text: "the answer's `count` is `first.count`", got: 1 },
  },
  {
    name: 'the page has an index from the start',
    file: 'lesson.md',
    edits: [
      [
        'Here is how PostgreSQL goes about\nit now:\n',
        'Here it is:\n\n```sql\nCREATE INDEX early ON orders (drink)\n```\n',
      ],
    ],
    fails: { after: 'CREATE INDEX early', text: 'the plan uses Seq Scan', got: /^Aggregate/ },
  },
  {
    name: 'the page makes an index on another column',
    file: 'lesson.md',
    edits: [['CREATE INDEX orders_drink ON orders (drink)', 'CREATE INDEX orders_drink ON orders (size)']],
    fails: { after: 'CREATE INDEX', text: 'the plan uses Index', got: /Aggregate/ },
  },
  {
    name: 'the page inserts two orders for one',
    file: 'lesson.md',
    edits: [["('latte', 'small', 280)", "('latte', 'small', 280), ('latte', 'small', 280)"]],
    fails: { after: '## A new order', text: 'PostgreSQL reports INSERT 0 1', got: 'INSERT 0 2' },
  },
  {
    name: 'the copy with a Map says hit where it misses',
    file: 'in-memory.js',
    edits: [["'miss'", "'hit'"]],
    fails: { after: 'Ask A twice', text: '`X-Cache` is `miss`', got: 'hit' },
  },
  {
    name: 'the copy with a Map counts twice on a miss',
    file: 'in-memory.js',
    edits: [
      [
        'const count = await countOrders(drink);',
        'await countOrders(drink); const count = await countOrders(drink);',
      ],
    ],
    fails: { after: 'Ask A twice', text: 'PostgreSQL ran 1 SELECT', got: '2 SELECT' },
  },
  {
    name: 'the copy with a Map never keeps anything',
    file: 'in-memory.js',
    edits: [['counts.set(drink, count);', '']],
    fails: { after: 'Ask A twice', text: '`X-Cache` is `hit`', got: 'miss' },
  },
  {
    name: 'the copy with a Map asks PostgreSQL each time',
    file: 'in-memory.js',
    edits: [["reply.header('x-cache', 'hit');", "await countOrders(drink); reply.header('x-cache', 'hit');"]],
    fails: { after: 'Ask A twice', text: 'PostgreSQL ran nothing', got: 'SELECT' },
  },
  {
    name: 'the copies share what they keep',
    short: true,
    file: 'in-memory.js',
    edits: [
      [
        "from './shop/orders.js';",
        "from './shop/orders.js'; import { connectRedis } from './shop/redis.js';",
      ],
      ['const counts = new Map();', 'const redis = await connectRedis();'],
      ['const cached = counts.get(drink);', 'const cached = (await redis.get(drink)) ?? undefined;'],
      ['count: cached', 'count: Number(cached)'],
      ['counts.set(drink, count);', 'await redis.set(drink, count);'],
    ],
    fails: { after: '```http to=B', text: '`X-Cache` is `miss`', got: 'hit' },
  },
];
