import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { RequestEvent } from '../lesson/events.js';
import { fitting, screenAt } from './testing/fits.js';
import { entry, samples } from './testing/samples.js';
import { renderWholeTrace } from './whole-trace.js';

const render = (event: RequestEvent, width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderWholeTrace(event, screen), screen);
};

test('a miss', () => {
  expect(render(samples.request, 80)).toMatchInlineSnapshot(`
    "
    GET /orders/count?drink=latte

    0.60 ms  server → Redis, took 0.21 ms
      GET orders:count:latte
      ← (nil)

    1.0 ms  server → PostgreSQL, took 71.8 ms
      SELECT count(*) FROM orders WHERE drink = 'latte'
      ← 1 row

    72.9 ms  server → Redis, took 0.18 ms
      SET orders:count:latte 124873
      ← OK

    73.4 ms  answered: 200 X-Cache: miss
      content-type: application/json; charset=utf-8
      x-cache: miss
      {"drink":"latte","count":124873}
    "
  `);
  expect(render(samples.request, 37)).toMatchInlineSnapshot(`
    "
    GET /orders/count?drink=latte

    0.60 ms  server → Redis, took 0.21 ms
      GET orders:count:latte
      ← (nil)

    1.0 ms  server → PostgreSQL, took
    71.8 ms
      SELECT count(*) FROM orders WHERE
          drink = 'latte'
      ← 1 row

    72.9 ms  server → Redis, took 0.18 ms
      SET orders:count:latte 124873
      ← OK

    73.4 ms  answered: 200 X-Cache: miss
      content-type: application/json;
          charset=utf-8
      x-cache: miss
      {"drink":"latte","count":124873}
    "
  `);
});

const long = {
  ...samples.request,
  copies: 2,
  requestBody: '{"drink":"latte"}',
  body: '[1,2,3],'.repeat(300),
  trace: [
    entry(1, `SELECT ${'column_of_it, '.repeat(60)}last`, `ERROR: ${'no '.repeat(50)}end`, {
      store: 'postgres',
      source: 'B',
      failed: true,
    }),
    ...Array.from({ length: 20 }, (_, index) => entry(2 + index, `GET 注文:${index}`, '(nil)')),
  ],
};

test.each([20, 40, 80, 120, 200])('nothing is cut or left out at %i columns', (width) => {
  const text = render(long, width);
  const shown = text.replace(/\s/g, '');
  for (const { text: statement, reply } of long.trace) {
    expect(shown).toContain(statement.replace(/\s/g, ''));
    expect(shown).toContain(reply.replace(/\s/g, ''));
  }
  expect(shown).toContain(long.body);
  expect(shown).toContain('serverB→PostgreSQL');
  expect(stripVTControlCharacters(render(long, width, { colour: true }))).toBe(text);
});

test('a request that asked no store says so, and one without a body shows none', () => {
  expect(render({ ...samples.request, trace: [], body: '' }, 80)).toContain('\nthe stores were not asked\n');
});
