import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../lab/snapshot.js';
import { packageRoot } from '../../package-root.js';
import type { RequestEvent, TraceEntry } from '../events.js';
import { sourceOf } from '../lesson-error.js';
import { readExpectation, sentences } from './read.js';
import type { Seen } from './sentence.js';

const stale: Snapshot = {
  postgres: { watched: [], newest: null, refusal: null },
  redis: {
    keys: [
      { key: 'k', type: 'string', value: '7', ttlMs: 4000, change: 'same' },
      { key: 'immortal', type: 'string', value: '1', ttlMs: null, change: 'same' },
      { key: 'gone', type: 'string', value: '1', ttlMs: null, change: 'removed' },
    ],
    more: 0,
  },
  comparisons: [{ label: 'latte', key: 'k', truth: '9', cached: '7', agreement: 'stale' }],
  agreement: 'stale',
};

const entry = (
  store: TraceEntry['store'],
  text: string,
  reply: string,
  durationMs = 1,
  startMs = 0,
): TraceEntry => ({
  store,
  source: 'A',
  text,
  reply,
  failed: false,
  startMs,
  durationMs,
});

const request: RequestEvent = {
  ...stale,
  type: 'request',
  method: 'GET',
  url: 'http://127.0.0.1:1/orders/count',
  path: '/orders/count',
  requestBody: null,
  copy: 'A',
  copies: 1,
  repeat: { number: 1, of: 1 },
  overlapping: false,
  status: 200,
  headers: { 'x-cache': 'miss' },
  body: '{"drink":"latte","count":9,"first":{"id":1}}',
  durationMs: 10,
  trace: [
    entry('redis', 'GET k', '(nil)'),
    entry('postgres', 'SELECT count(*) FROM orders', '1 row', 6),
    entry('redis', 'SET k 9', 'OK', 1, 7),
  ],
};

const http: Seen = { kind: 'http', requests: [request] };
const sql: Seen = {
  kind: 'sql',
  result: {
    ...stale,
    type: 'sql',
    sql: '',
    columns: ['x'],
    rows: [['Seq Scan on orders']],
    command: 'SELECT 1',
    durationMs: 1,
  },
};
const redis: Seen = {
  kind: 'redis',
  replies: [{ ...stale, type: 'redis', command: 'TTL k', reply: '(integer) 4', durationMs: 1 }],
};
const latency: Seen = {
  kind: 'latency chart',
  chart: {
    type: 'chart',
    show: 'latency',
    title: '',
    groups: [
      { label: 'miss', durationsMs: [50, 60, 70] },
      { label: 'hit', durationsMs: [1, 200, 2] },
    ],
  },
};

const timeline: Seen = {
  kind: 'timeline chart',
  chart: {
    type: 'chart',
    show: 'timeline',
    title: '',
    values: [
      {
        label: '',
        key: 'k',
        // Behind by one, then by two, is stale once.
        spans: (['stale', 'stale', 'fresh', 'stale', 'empty'] as const).map((agreement, index) => ({
          fromMs: index,
          toMs: index + 1,
          truth: `${index}`,
          cached: '0',
          agreement,
        })),
      },
    ],
  },
};
const hitRatio: Seen = {
  kind: 'hit ratio chart',
  chart: { type: 'chart', show: 'hit ratio', title: '', outcomes: ['miss', 'hit', 'hit'] },
};
const unreadable: Seen = {
  kind: 'wait',
  snapshot: {
    ...stale,
    postgres: { watched: [], newest: null, refusal: 'no such table' },
    comparisons: [],
    agreement: 'empty',
  },
};

function verdict(text: string, seen: Seen) {
  const expectation = readExpectation(text, seen.kind, 1, sourceOf('lesson.md'));
  return expectation.check(
    seen,
    new Map([
      ['before', '8'],
      ['first.count', '9'],
    ]),
  );
}

const loaded = (variant: string, answered: number) => ({
  variant,
  answered,
  perSecond: answered,
  latencyMs: null,
  non2xx: 0,
  errors: 0,
});
const load: Seen = {
  kind: 'load',
  load: {
    type: 'load',
    path: '/',
    connections: 10,
    seconds: 1,
    results: [loaded('no-cache', 14), loaded('cache', 4000)],
  },
};

test.each([
  ['the status is 200', http, 'the status is 404', '200'],
  ['X-Cache is miss', http, 'X-Cache is hit', 'miss'],
  ["the answer's count is before + 1", http, "the answer's count is before", '9'],
  ["the answer's count is first.count", http, "the answer's count is first.count - 1", '9'],
  ['the answer\'s drink is "latte"', http, 'the answer\'s drink is "mocha"', 'latte'],
  ["the answer's count is not 5", http, "the answer's count is not 9", '9'],
  ['the answer has no min', http, 'the answer has no count', '9'],
  ['PostgreSQL ran 1 SELECT', http, 'PostgreSQL ran 2 SELECTs', '1 SELECT'],
  ['Redis ran GET, SET', http, 'Redis ran GET', 'GET, SET'],
  ['SET came after SELECT', http, 'SELECT came after SET', 'SELECT before SET was done'],
  ['SET came after GET', http, 'DEL came after INSERT', 'no INSERT and no DEL'],
  ['Redis answered GET with (nil)', http, 'Redis answered SET with (nil)', 'OK'],
  ['most of the time went to PostgreSQL', http, null, ''],
  ['the cache is stale', http, 'the cache is fresh', 'stale: the cache has 7, the database 9'],
  ['the cache is 2 behind', sql, 'the cache is 1 behind', '2 behind'],
  ['the key k exists', redis, 'the key gone exists', 'does not exist'],
  ['the key gone does not exist', redis, 'the key k does not exist', 'exists'],
  ['the key immortal never expires', redis, 'the key k never expires', 'has an expiry'],
  ['the key k has an expiry', redis, 'the key other has an expiry', 'does not exist'],
  ['Redis holds 2 keys', redis, 'Redis holds 3 keys', '2 keys'],
  ['the plan uses Seq Scan', sql, 'the plan uses Index', 'Seq Scan on orders'],
  ['the plan does not use Index', sql, 'the plan does not use Seq Scan', 'Seq Scan on orders'],
  ['the result is "Seq Scan on orders"', sql, 'the result is 5', 'Seq Scan on orders'],
  ['PostgreSQL reports SELECT 1', sql, 'PostgreSQL reports INSERT 0 1', 'SELECT 1'],
  ['the reply is 4', redis, 'the reply is -1', '4'],
  ['the reply is between 1 and 5', redis, 'the reply is between 5 and 9', '4'],
  [
    'cache answered more requests than no-cache',
    load,
    'no-cache answered more requests than cache',
    'no-cache 14, cache 4000',
  ],
  [
    'cache answered more requests than no-cache',
    load,
    'cache answered more requests than ttl',
    'cache 4000, ttl not measured',
  ],
  [
    'the median hit was faster than the median miss',
    latency,
    'the median miss was faster than the median hit',
    'miss 60.00 ms, hit 2.00 ms',
  ],
  ['the cache was stale 2 times', timeline, 'the cache was stale 1 time', '2 times'],
  ['at least 66 % of the requests were hits', hitRatio, 'at least 67 % of the requests were hits', '66 %'],
])('“%s” holds where it should, and only there', (right, seen, wrong, got) => {
  expect(verdict(right, seen)).toMatchObject({ ok: true });
  if (wrong) expect(verdict(wrong, seen)).toMatchObject({ ok: false, got });
});

test('what PostgreSQL and Redis did is summed over repeated requests, and every answer must fit', () => {
  const other = { ...request, body: '{"count":8}', trace: request.trace.slice(0, 2) };
  const twice: Seen = { kind: 'http', requests: [request, other] };
  expect(verdict('PostgreSQL ran 2 SELECTs', twice)).toMatchObject({ ok: true });
  expect(verdict("the answer's count is 9", twice)).toMatchObject({ ok: false, got: '8' });
});

test('a store that was not asked ran nothing', () => {
  const silent: Seen = { kind: 'http', requests: [{ ...request, trace: [] }] };
  for (const store of ['PostgreSQL', 'Redis']) {
    expect(verdict(`${store} ran nothing`, silent)).toMatchObject({ ok: true });
    expect(verdict(`${store} ran nothing`, http)).toMatchObject({ ok: false });
  }
});

test('every form of sentence accepts its own example', () => {
  for (const { example, kinds } of sentences) {
    for (const kind of kinds)
      expect(() => readExpectation(example, kind, 1, sourceOf('lesson.md'))).not.toThrow();
  }
});

test('the guide for writers lists every form of sentence, and no other', () => {
  const guide = readFileSync(path.join(packageRoot, 'docs/writing-lessons.md'), 'utf8');
  const table = /<!-- sentences -->\n([\s\S]*?)<!-- \/sentences -->/.exec(guide)?.[1] ?? '';
  const listed = [...table.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
    .slice(1)
    .map(([, kinds, text]) => `${kinds}: ${text}`);
  expect(listed).toEqual(sentences.map(({ kinds, example }) => `${kinds.join(', ')}: ${example}`));
});

test('where PostgreSQL would not be read, nothing is said of the cache', () => {
  for (const text of ['the cache is empty', 'the cache is 0 behind']) {
    const got = 'PostgreSQL could not be read: no such table';
    expect(verdict(text, unreadable)).toMatchObject({ ok: false, got });
  }
});
