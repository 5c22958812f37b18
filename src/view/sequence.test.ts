import { expect, test } from 'vitest';
import type { RequestEvent } from '../lesson/events.js';
import { renderSequence } from './sequence.js';
import { fitting, screenAt } from './testing/fits.js';
import { entry, samples } from './testing/samples.js';

const miss = samples.request;
const render = (event: RequestEvent, width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderSequence(event, screen), screen);
};
const select = { store: 'postgres', durationMs: 1.5 } as const;

test('a miss at 100 columns', () => {
  expect(render(miss, 100)).toMatchInlineSnapshot(`
    "
    you                               server                              Redis               PostgreSQL
     ├─ GET /orders/count?drink=latte ──▶│                                  │                         │
     │                                   ├─ GET orders:count:latte ────────▶│                         │
     │                                   │◀╌ (nil) ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                         │
     │                                   ├─ SELECT count(*) FROM orders WHERE drink = 'latte' ───────▶│
     │                                   │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 71.8 ms ╌┤
     │                                   ├─ SET orders:count:latte 124873 ─▶│                         │
     │                                   │◀╌ OK ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.18 ms ╌┤                         │
     │◀╌ 200 X-Cache: miss ╌╌╌╌ 73.4 ms ╌┤                                  │                         │
    "
  `);
});

test('a miss at 80 columns: labels too long for their arrow stand above it', () => {
  expect(render(miss, 80)).toMatchInlineSnapshot(`
    "
    you                 server                         Redis              PostgreSQL
     │ GET /orders/count?drink=latte                     │                        │
     ├────────────────────▶│                             │                        │
     │                     ├─ GET orders:count:latte ───▶│                        │
     │                     │◀╌ (nil) ╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                        │
     │                     ├─ SELECT count(*) FROM orders WHERE drink = 'latte' ─▶│
     │                     │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 71.8 ms ╌┤
     │                     │ SET orders:count:latte 124873                        │
     │                     ├────────────────────────────▶│                        │
     │                     │◀╌ OK ╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.18 ms ╌┤                        │
     │ 200 X-Cache: miss   │                             │                        │
     │◀╌╌╌╌╌╌╌╌╌╌ 73.4 ms ╌┤                             │                        │
    "
  `);
});

test('a miss at 40 columns is a list', () => {
  expect(render(miss, 40)).toMatchInlineSnapshot(`
    "
    you → server
      GET /orders/count?drink=latte
    server → Redis
      GET orders:count:latte
      ← (nil)  0.21 ms
    server → PostgreSQL
      SELECT count(*) FROM orders WHERE
      drink = 'latte'
      ← 1 row  71.8 ms
    server → Redis
      SET orders:count:latte 124873
      ← OK  0.18 ms
    you ← server
      200 X-Cache: miss  73.4 ms
    "
  `);
});

test('a miss at 60 columns names both parties on the line', () => {
  expect(render(miss, 60)).toMatchInlineSnapshot(`
    "
    you → server  GET /orders/count?drink=latte
    server → Redis  GET orders:count:latte
      ← (nil)  0.21 ms
    server → PostgreSQL  SELECT count(*) FROM orders WHERE drink
                         = 'latte'
      ← 1 row  71.8 ms
    server → Redis  SET orders:count:latte 124873
      ← OK  0.18 ms
    you ← server  200 X-Cache: miss  73.4 ms
    "
  `);
});

test('at 200 columns the lanes stay close enough to read', () => {
  const widest = Math.max(
    ...render(miss, 200)
      .split('\n')
      .map((line) => line.length),
  );
  expect(widest).toBe(116);
});

test('in ASCII', () => {
  const text = render(miss, 80, { unicode: false });
  expect(text).toMatch(/^\p{ASCII}*$/u);
  expect(text).toMatchInlineSnapshot(`
    "
    you                 server                         Redis              PostgreSQL
     | GET /orders/count?drink=latte                     |                        |
     |-------------------->|                             |                        |
     |                     |- GET orders:count:latte --->|                        |
     |                     |<. (nil) .......... 0.21 ms .|                        |
     |                     |- SELECT count(*) FROM orders WHERE drink = 'latte' ->|
     |                     |<. 1 row ................................... 71.8 ms .|
     |                     | SET orders:count:latte 124873                        |
     |                     |---------------------------->|                        |
     |                     |<. OK ............. 0.18 ms .|                        |
     | 200 X-Cache: miss   |                             |                        |
     |<.......... 73.4 ms .|                             |                        |
    "
  `);
});

test('a hit never reaches PostgreSQL, and its silence is shown', () => {
  const hit: RequestEvent = {
    ...miss,
    headers: { 'x-cache': 'hit' },
    durationMs: 0.9,
    trace: [entry(0.3, 'GET orders:count:latte', '"124873"')],
  };
  expect(render(hit, 100)).toMatchInlineSnapshot(`
    "
    you                               server                              Redis               PostgreSQL
     ├─ GET /orders/count?drink=latte ──▶│                                  │                         │
     │                                   ├─ GET orders:count:latte ────────▶│                         │
     │                                   │◀╌ "124873" ╌╌╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                         │
     │◀╌ 200 X-Cache: hit ╌╌╌╌╌ 0.90 ms ╌┤                                  │                         │
    "
  `);
  expect(render(hit, 40)).toContain('PostgreSQL  not asked');
});

test('many statements of one shape are counted', () => {
  const trace = Array.from({ length: 50 }, (_, id) =>
    entry(1 + id * 2, `SELECT * FROM orders WHERE id = ${id}`, '1 row', select),
  );
  expect(render({ ...miss, trace, durationMs: 104 }, 100)).toMatchInlineSnapshot(`
    "
    you                               server                              Redis               PostgreSQL
     ├─ GET /orders/count?drink=latte ──▶│                                  │                         │
     │                                   ├─ SELECT * FROM orders WHERE id = 0 ───────────────────────▶│
     │                                   │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1.5 ms ╌┤
     │                                   ├─ SELECT * FROM orders WHERE id = 1 ───────────────────────▶│
     │                                   │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1.5 ms ╌┤
     │                                   ├─ SELECT * FROM orders WHERE id = 2 ───────────────────────▶│
     │                                   │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1.5 ms ╌┤
     │                                   │ … 47 more like this, 70.5 ms in all                        │
     │◀╌ 200 X-Cache: miss ╌╌╌╌╌ 104 ms ╌┤                                  │                         │
    "
  `);
  expect(render({ ...miss, trace }, 40)).toContain('… 47 more like this, 70.5 ms in all');
});

test('commands in flight together are numbered, and their replies shown where they came', () => {
  const trace = [
    entry(1, 'GET a', '"first"', { durationMs: 3 }),
    entry(1.2, 'GET b', '"second"', { durationMs: 1 }),
    entry(80, 'SET c 1', 'OK'),
  ];
  expect(render({ ...miss, trace }, 100)).toMatchInlineSnapshot(`
    "
    you                               server                              Redis               PostgreSQL
     ├─ GET /orders/count?drink=latte ──▶│                                  │                         │
     │                                   ├─ [1] GET a ─────────────────────▶│                         │
     │                                   ├─ [2] GET b ─────────────────────▶│                         │
     │                                   │◀╌ [2] "second" ╌╌╌╌╌╌╌╌╌ 1.0 ms ╌┤                         │
     │                                   │◀╌ [1] "first" ╌╌╌╌╌╌╌╌╌╌ 3.0 ms ╌┤                         │
     │◀╌ 200 X-Cache: miss ╌╌╌╌ 73.4 ms ╌┤                                  │                         │
     │                                   ├─ SET c 1 ───────────────────────▶│                         │
     │                                   │◀╌ OK ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                         │
    "
  `);
  expect(render({ ...miss, trace }, 60)).toMatchInlineSnapshot(`
    "
    you → server  GET /orders/count?drink=latte
    server → Redis  [1] GET a
    server → Redis  [2] GET b
      ← [2] "second"  1.0 ms
    server ← Redis  [1] "first"  3.0 ms
    you ← server  200 X-Cache: miss  73.4 ms
    server → Redis  SET c 1
      ← OK  0.21 ms
    PostgreSQL  not asked
    "
  `);
});

test('copies have a lane each when they take part, and an error is shown in full', () => {
  const trace = [
    entry(1, 'SELECT nope', 'ERROR: column "nope" does not exist in this long sentence', {
      ...select,
      failed: true,
    }),
    entry(2, 'DEL orders:count:latte', '(integer) 1', { source: 'B' }),
  ];
  const event: RequestEvent = { ...miss, copies: 2, trace, status: 500, headers: {} };
  expect(render(event, 80)).toMatchInlineSnapshot(`
    "
    you            server A     server B                   Redis          PostgreSQL
     │ GET /orders/count?drink=latte                         │                    │
     ├────────────────▶│            │                        │                    │
     │                 ├─ SELECT nope ───────────────────────┼───────────────────▶│
     │                 │            │ DEL orders:count:latte │                    │
     │                 │            ├───────────────────────▶│                    │
     │                 │            │ (integer) 1            │                    │
     │                 │            │◀╌╌╌╌╌╌╌╌╌╌╌╌╌ 0.21 ms ╌┤                    │
     │                 │ ERROR: column "nope" does not exist in this long sentence
     │                 │◀╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1.5 ms ╌┤
     │ 500 Internal Server Error    │                        │                    │
     │◀╌╌╌╌╌╌ 73.4 ms ╌┤            │                        │                    │
    "
  `);
});

test('what is too long is shortened, and wide characters keep the lanes in place', () => {
  const trace = [
    entry(1, `SET 注文:数:ラテ ${'x'.repeat(300)}`, `"${'y'.repeat(300)}"`),
    entry(2, `SELECT\n  ${'column, '.repeat(40)}\nFROM orders`, '1 row', select),
  ];
  for (const width of [20, 40, 68, 70, 80, 100, 200]) render({ ...miss, trace }, width);
  expect(render({ ...miss, trace }, 80)).toMatchInlineSnapshot(`
    "
    you                 server                         Redis              PostgreSQL
     │ GET /orders/count?drink=latte                     │                        │
     ├────────────────────▶│                             │                        │
     │                     │ SET 注文:数:ラテ            │                        │
     │                     │ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
     │                     ├────────────────────────────▶│                        │
     │                     │◀╌ "yyyyyyyyyyyy… ╌ 0.21 ms ╌┤                        │
     │                     │ SELECT column, column, column, column, column, column,
     │                     │ column, column, column, column, column, column, colum…
     │                     ├─────────────────────────────┼───────────────────────▶│
     │                     │◀╌ 1 row ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1.5 ms ╌┤
     │ 200 X-Cache: miss   │                             │                        │
     │◀╌╌╌╌╌╌╌╌╌╌ 73.4 ms ╌┤                             │                        │
    "
  `);
});
