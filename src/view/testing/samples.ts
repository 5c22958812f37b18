import type { LessonEvent, RequestEvent, TraceEntry } from '../../lesson/events.js';
import { latency, load } from './sample-charts.js';
import { expired, fresh, stale } from './sample-snapshots.js';

/** One event of each type, for the tests of the views and the examples of `docs/json.md`. */
export type Samples = { readonly [T in LessonEvent['type']]: Extract<LessonEvent, { type: T }> };

const url = 'http://127.0.0.1:41873';
const select = "SELECT count(*) FROM orders WHERE drink = 'latte'";

/** An entry of a trace; what is not given is as in a quick Redis command of server A. */
export function entry(
  startMs: number,
  text: string,
  reply: string,
  more: Partial<TraceEntry> = {},
): TraceEntry {
  return { store: 'redis', source: 'A', text, reply, failed: false, startMs, durationMs: 0.21, ...more };
}

const miss: RequestEvent = {
  type: 'request',
  method: 'GET',
  url: `${url}/orders/count?drink=latte`,
  path: '/orders/count?drink=latte',
  requestBody: null,
  copy: 'A',
  copies: 1,
  repeat: { number: 1, of: 1 },
  overlapping: false,
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-cache': 'miss' },
  body: '{"drink":"latte","count":124873}',
  durationMs: 73.4,
  trace: [
    entry(0.6, 'GET orders:count:latte', '(nil)'),
    entry(1, select, '1 row', { store: 'postgres', durationMs: 71.8 }),
    entry(72.9, 'SET orders:count:latte 124873', 'OK', { durationMs: 0.18 }),
  ],
  ...fresh,
};

export const samples: Samples = {
  lesson: { type: 'lesson', number: 2, id: 'cache', title: 'Cache', scenes: 6 },
  preparing: { type: 'preparing', what: 'the orders', done: 225_000, total: 500_000 },
  lab: {
    type: 'lab',
    postgres: {
      kind: 'embedded',
      product: 'PostgreSQL',
      version: '18.3',
      url: 'postgres://postgres@127.0.0.1:41871/shop',
      place: null,
    },
    redis: {
      kind: 'local',
      product: 'Redis',
      version: '7.0.15',
      url: 'redis://127.0.0.1:41872',
      place: null,
    },
  },
  servers: { type: 'servers', variant: 'cache', copies: [{ name: 'A', url }] },
  serving: {
    type: 'serving',
    url,
    databaseUrl: 'postgres://postgres@127.0.0.1:41871/shop',
    redisUrl: 'redis://127.0.0.1:41872',
  },
  scene: { type: 'scene', number: 2, of: 6, title: 'Ask again', line: 48 },
  replayed: { type: 'replayed', scenes: 3, within: false },
  prose: {
    type: 'prose',
    markdown:
      'The first request was a **miss**: the server asked Redis, then PostgreSQL, and kept the answer under ' +
      '`orders:count:latte`. What will the next one do?',
  },
  step: { type: 'step', kind: 'request', text: 'GET /orders/count?drink=latte', joined: false },
  code: {
    type: 'code',
    language: 'diff',
    file: 'server/cache.ts',
    code: '+ const cached = await redis.get(key);\n+ if (cached !== null) return { drink, count: Number(cached) };\n  const count = await countOrders(drink);\n',
  },
  question: {
    type: 'question',
    question: 'A row is added with `psql`. What will `GET` say now?',
    hint: 'Who would tell Redis?',
    options: ['The new count', 'The old count', 'An error'],
  },
  waiting: {
    type: 'waiting',
    what: 'orders:count:latte to expire',
    leftMs: 3200,
    totalMs: 5000,
    answer: null,
  },
  wait: { type: 'wait', what: 'orders:count:latte to expire', durationMs: 5016.3, ...expired },
  request: miss,
  sql: {
    type: 'sql',
    sql: "INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'large', 450)",
    columns: [],
    rows: [],
    command: 'INSERT 0 1',
    durationMs: 2.4,
    ...stale,
  },
  redis: {
    type: 'redis',
    command: 'GET orders:count:latte',
    reply: '"124873"',
    durationMs: 0.3,
    ...fresh,
    redis: { keys: fresh.redis.keys.map((key) => ({ ...key, change: 'same' as const })), more: 0 },
  },
  loading: { type: 'loading', variant: 'no-cache', elapsedMs: 1200, totalMs: 2000 },
  load,
  chart: latency,
  quiz: {
    type: 'quiz',
    question: 'A row is added with `psql`. What will `GET` say now?',
    options: [
      { text: 'The new count', correct: false },
      { text: 'The old count', correct: true },
      { text: 'An error', correct: false },
    ],
    explanation: 'Redis does **not** watch PostgreSQL: nobody told it that its copy is out of date.',
    chosen: 0,
  },
  expectation: {
    type: 'expectation',
    ok: true,
    text: 'the cache misses',
    expected: 'X-Cache: miss',
    got: 'X-Cache: miss',
    file: 'lessons/02-cache/lesson.md',
    line: 41,
  },
  end: { type: 'end', ok: true, expectations: 12, failed: 0 },
};
