import { expect, test } from 'vitest';
import type { RecordedEvent } from '../recording-content.js';
import { expired, fresh, stale } from '../view/testing/sample-snapshots.js';
import { samples } from '../view/testing/samples.js';
import { renderStep } from './step.js';
import { stepsOf } from './steps.js';
import { tagsOf, textOf } from './testing/tags.js';

const { request, expectation, sql, redis, quiz, wait, servers } = samples;

function shown(...events: RecordedEvent[]): string {
  const page = stepsOf(events)
    .map((step) => renderStep(step).text)
    .join('');
  tagsOf(page);
  return textOf(page);
}

test('a request is shown as a command, with its answer and both stores', () => {
  const text = shown(request, expectation);
  expect(text).toContain("curl 'http://127.0.0.1:41873/orders/count?drink=latte'");
  expect(text).toContain('{ "drink" : "latte" , "count" : 124873 }');
  expect(text).toMatch(
    /PostgreSQL · the truth What Value Change latte orders 124 873 newest order #500000 mocha small/,
  );
  expect(text).toMatch(
    /Redis · the cache Key Value Lives Change orders:count:latte 124 873 no expiry \+ new/,
  );
  expect(text).toMatch(/✔ the cache agrees with the database ✔ the cache misses : held$/);
});

test('what the stores say is told in words', () => {
  expect(shown({ ...request, ...stale })).toMatch(
    /latte orders 124 874 ~ changed .* 4\.8 s left ✘ stale: the cache says 124 873, the database 124 874 \(1 behind\)/,
  );
  expect(shown({ ...request, ...expired })).toMatch(/− gone ○ the cache is empty/);
});

test('what the learner tried out says so, and the lesson does not', () => {
  expect(shown({ ...request, tried: true })).toMatch(/^GET \/orders\/count\?drink=latte you tried this /);
  expect(shown({ ...sql, tried: true })).toMatch(/^SQL you tried this /);
  expect(shown(request, { ...redis, tried: true }, redis).match(/you tried this/g)).toHaveLength(1);
});

test('PostgreSQL that would not be read is told of in a line', () => {
  const postgres = { watched: [], newest: null, refusal: 'relation "orders" does not exist' };
  expect(shown({ ...request, postgres, comparisons: [] })).toContain(
    '✘ PostgreSQL could not be read: relation "orders" does not exist',
  );
  // A recording of an earlier version says nothing of it.
  const { refusal: _, ...old } = request.postgres;
  expect(shown({ ...request, postgres: old } as RecordedEvent)).toBe(shown(request));
});

test('of a repeated request the first is drawn, the others are rows, and the stores come once', () => {
  const repeated = [1, 2, 3].map((number) => ({ ...request, repeat: { number, of: 3 } }));
  const text = shown(...repeated, expectation);
  expect(text).toContain('GET /orders/count?drink=latte, 3 times');
  expect(text).toMatch(/Which Request Status X-Cache Took To Redis To PostgreSQL 2 of 3 .* 3 of 3 /);
  expect(text.match(/the truth/g)).toHaveLength(1);
});

test('two requests after each other stay two', () => {
  expect(shown(request, request).match(/Sequence diagram/g)).toHaveLength(2);
});

test('copies are named where there are more than one', () => {
  expect(shown({ ...request, copies: 2, copy: 'B' })).toContain('to copy B');
  expect(shown({ ...servers, copies: [...servers.copies, { name: 'B', url: '' }] })).toContain(
    'cache.ts, 2 copies',
  );
});

test('rows are a table, and it is told when not all of them are there', () => {
  const rows = [
    ['latte', '3'],
    ['mocha', null],
  ];
  const event = { ...sql, ...fresh, columns: ['drink', 'count'], rows, command: 'SELECT 2' };
  expect(shown(event)).toMatch(/2 rows, in 2\.4 ms drink count latte 3 mocha null/);
  expect(shown({ ...event, command: 'SELECT 1200' })).toContain('1 200 rows, the first 2 of them, in 2.4 ms');
  expect(shown(sql)).toContain('INSERT 0 1 in 2.4 ms');
});

test('the stores are shown again only where something changed', () => {
  expect(shown(redis)).toMatch(/^Redis GET orders:count:latte "124873"$/);
  expect(shown(wait)).toMatch(/^Wait Waited 5\.0 s for orders:count:latte to expire\. PostgreSQL/);
});

test('a quiz shows what was answered, what is right, and why', () => {
  const text = shown(quiz);
  expect(text).toContain('The new count ✘ your answer The old count ✔ right An error');
  expect(text).toMatch(/✘ a is not right: the answer is b Redis does not watch PostgreSQL/);
  expect(shown({ ...quiz, chosen: 1 })).toMatch(/The old count ✔ your answer, right .* ✔ b is right/);
  expect(shown({ ...quiz, chosen: null })).toContain('Answer: b');
});

test('an expectation that did not hold says what was expected and what came', () => {
  expect(shown(redis, { ...expectation, ok: false, got: 'X-Cache: hit' })).toMatch(
    /✘ the cache misses: did not hold expected X-Cache: miss got X-Cache: hit says lessons\/02-cache\/lesson\.md:41$/,
  );
});
