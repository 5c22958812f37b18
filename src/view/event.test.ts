import { expect, test } from 'vitest';
import type { LessonEvent } from '../lesson/events.js';
import { renderEvent } from './event.js';
import { fitting, screenAt } from './testing/fits.js';
import { expired } from './testing/sample-snapshots.js';
import { entry, samples } from './testing/samples.js';

const render = (event: LessonEvent, width = 80, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderEvent(event, screen), screen);
};

test.each([20, 40, 80, 200])('every event fits %i columns, with colour and without', (width) => {
  for (const event of Object.values(samples)) {
    // No argument of a command to be pasted is broken.
    if (['request', 'serving'].includes(event.type) && width < 60) continue;
    render(event, width);
    render(event, width, { colour: true });
  }
});

test('the opening: the lesson, the stores, the servers', () => {
  const { lesson, lab, servers, scene } = samples;
  expect([lesson, lab, servers, scene].map((event) => render(event)).join('')).toMatchInlineSnapshot(`
    "
    Lesson 2 · Cache

    PostgreSQL 18.3 (embedded)  psql 'postgres://postgres@127.0.0.1:41871/shop'
    Redis 7.0.15 (local program)  redis-cli -u 'redis://127.0.0.1:41872'

    server/cache.ts  http://127.0.0.1:41873

    ── 2 of 6 ── Ask again ─────────────────────────────────────────────────────────
    "
  `);
});

test('a long title goes on below itself', () => {
  const title = 'Three routes, three copies';
  expect(render({ ...samples.scene, title }, 38)).toMatchInlineSnapshot(`
    "
    ── 2 of 6 ── Three routes, three
                 copies
    "
  `);
});

test('copies of a server are named', () => {
  const copies = ['A', 'B'].map((name, index) => ({ name, url: `http://127.0.0.1:4187${index}` }));
  expect(render({ ...samples.servers, copies })).toMatchInlineSnapshot(`
    "
    server/cache.ts (copy A)  http://127.0.0.1:41870
    server/cache.ts (copy B)  http://127.0.0.1:41871
    "
  `);
});

test('a statement is shown as at psql’s prompt, and the stores when it changed something', () => {
  expect(render({ ...samples.sql, sql: 'SELECT 1;\nSELECT 2' })).toMatchInlineSnapshot(`
    "
    shop=# SELECT 1;
    shop-# SELECT 2;
    INSERT 0 1

    ╭ PostgreSQL · the truth ───────╮  ╭ Redis · the cache ────────────────────────╮
    │ ~ latte orders        124 874 │  │   orders:count:latte  124 873  4.8 s left │
    │ + newest  #500001 latte large │  │                                           │
    ╰───────────────────────────────╯  ╰───────────────────────────────────────────╯
    ✘ stale: the cache says 124 873, the database 124 874 (1 behind)
    "
  `);
});

test('a command that only looks does not show the stores again', () => {
  expect(render(samples.redis)).toMatchInlineSnapshot(`
    "
    127.0.0.1> GET orders:count:latte
    "124873"
    "
  `);
});

test('a reply of redis-cli keeps its indentation', () => {
  expect(render({ ...samples.redis, reply: '1) "a"\n2) 1) "b"\n   2) (nil)' })).toContain('\n   2) (nil)\n');
});

test('the end of a wait shows what it waited for', () => {
  expect(render(samples.wait)).toMatchInlineSnapshot(`
    "
    waited 5.0 s for orders:count:latte to expire

    ╭ PostgreSQL · the truth ───────╮  ╭ Redis · the cache ────────────────────────╮
    │   latte orders        124 874 │  │ - orders:count:latte        124 873  gone │
    │   newest  #500001 latte large │  │                                           │
    ╰───────────────────────────────╯  ╰───────────────────────────────────────────╯
    ○ the cache is empty
    "
  `);
});

test('of repeated requests the first is drawn, the others are a line, the stores come last', () => {
  const hit = {
    ...samples.request,
    headers: { 'x-cache': 'hit' },
    durationMs: 0.41,
    trace: [entry(0.2, 'GET orders:count:latte', '"124873"')],
  };
  const first = render({ ...samples.request, repeat: { number: 1, of: 3 } });
  expect(first).toContain('PostgreSQL');
  expect(first).not.toContain('the truth');
  expect(render({ ...hit, repeat: { number: 2, of: 3 } })).toMatchInlineSnapshot(`
    "
    2 of 3  200 X-Cache: hit, 0.41 ms, 1 to Redis, 0 to PostgreSQL
    "
  `);
  expect(render({ ...hit, repeat: { number: 3, of: 3 } })).toContain('the truth');
});

test('requests that overlapped say so, and are not counted one by one', () => {
  const group = { ...samples.request, overlapping: true };
  const first = render({ ...group, repeat: { number: 1, of: 2 } });
  expect(first).toContain('2 requests overlapped.');
  expect(render({ ...group, repeat: { number: 2, of: 2 } })).toContain(
    '\n2 of 2  GET /orders/count?drink=latte, 200 X-Cache: miss, 73.4 ms\n',
  );
});

test('what to try with servers that run can be pasted', () => {
  expect(render(samples.serving, 60)).toMatchInlineSnapshot(`
    "
    Ask from another terminal, and see here what each request
    sets off:

    curl 'http://127.0.0.1:41873/orders/count?drink=latte'
    curl -X POST -H 'content-type: application/json' \\
      -d '{"drink":"latte","size":"large"}' \\
      'http://127.0.0.1:41873/orders'

    A program of your own uses the same stores with:

    export DATABASE_URL='postgres://postgres@127.0.0.1:41871/shop'
    export REDIS_URL='redis://127.0.0.1:41872'

    Ctrl-C ends.
    "
  `);
});

test('a long body is cut, and cannot drive the terminal', () => {
  const event = { ...samples.request, body: `\x1b[2J${'[1,2,3],'.repeat(200)}` };
  const text = render(event);
  expect(text).toContain('\\x1b[2J');
  expect(text).toContain('… 14 more lines');
});

test('a question is lettered, and its answer names what was chosen and what is right', () => {
  expect(render(samples.question)).toMatchInlineSnapshot(`
    "
    A row is added with \`psql\`. What will GET say now?

    a) The new count
    b) The old count
    c) An error
    "
  `);
  expect(render(samples.quiz)).toMatchInlineSnapshot(`
    "
    ✘ a is not right: the answer is b
    Redis does not watch PostgreSQL: nobody told it that its copy is out of date.
    "
  `);
  expect(render({ ...samples.quiz, chosen: 1 })).toContain('✔ b is right');
  expect(render({ ...samples.quiz, chosen: null })).toContain('Answer: b');
});

test('an expectation that does not hold says what came instead, and where the page says it', () => {
  expect(render(samples.expectation)).toBe('\n✔ the cache misses\n');
  expect(render({ ...samples.expectation, ok: false, got: 'X-Cache: hit' })).toMatchInlineSnapshot(`
    "
    ✘ the cache misses
      expected  X-Cache: miss
      got       X-Cache: hit
      (lessons/02-cache/lesson.md:41)
    "
  `);
});

test('the value of a name is an aside', () => {
  const event = { ...samples.expectation, text: 'the count is first.count (124873)' };
  expect(renderEvent(event, screenAt(80, { colour: true }))).toBe(
    '\x1b[32m✔ \x1b[39mthe count is first.count\x1b[2m (124873)\x1b[22m',
  );
});

test('the end counts', () => {
  expect(render(samples.end)).toBe('\n✔ the end: all 12 expectations held\n');
  expect(render({ ...samples.end, ok: false, failed: 2 })).toBe('\n✘ 2 of 12 expectations did not hold\n');
});

test('what announces or reports progress leaves nothing on the page', () => {
  expect(
    [samples.step, samples.preparing, samples.waiting].map((event) => renderEvent(event, screenAt(80))),
  ).toEqual(['', '', '']);
});

test('a wait that changed nothing shows no stores', () => {
  const quiet = { ...samples.wait, ...expired, redis: { keys: [], more: 0 } };
  expect(render(quiet)).toBe('\nwaited 5.0 s for orders:count:latte to expire\n');
});
