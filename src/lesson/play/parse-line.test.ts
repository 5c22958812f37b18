import { expect, test } from 'vitest';
import { parseLine } from './parse-line.js';

const urls = new Map([
  ['A', 'http://127.0.0.1:4001'],
  ['B', 'http://127.0.0.1:4002'],
]);
const parse = (line: string) => parseLine(line, urls);

test.each([
  [
    'GET /orders/count?drink=mocha',
    { kind: 'http', method: 'GET', path: '/orders/count?drink=mocha', body: null },
  ],
  ['get /orders', { kind: 'http', method: 'GET', path: '/orders' }],
  ['POST /orders {"drink":"mocha"}', { kind: 'http', method: 'POST', body: '{"drink":"mocha"}' }],
  ['DELETE /orders/5', { kind: 'http', method: 'DELETE', path: '/orders/5' }],
  ['SELECT count(*) FROM orders;', { kind: 'sql', sql: 'SELECT count(*) FROM orders' }],
  ['delete from orders where id = 1', { kind: 'sql' }],
  ['SET search_path = public', { kind: 'sql' }],
  ['SET statement_timeout TO 100', { kind: 'sql' }],
  ['SET key value', { kind: 'redis', commands: ['SET key value'] }],
  ['GET orders:count:latte', { kind: 'redis', commands: ['GET orders:count:latte'] }],
  ['del a b', { kind: 'redis' }],
  ['wait 3s', { kind: 'wait', untilGone: null, maxMs: 3000 }],
  ['wait 0.5', { kind: 'wait', maxMs: 500 }],
  ['wait 500ms', { kind: 'wait', maxMs: 500 }],
  ["curl 'http://127.0.0.1:4002/orders/count?drink=latte'", { kind: 'http', method: 'GET', to: 'B' }],
  [
    `curl -sS -X POST 127.0.0.1:4001/orders -H 'Content-Type: application/json' -d '{"drink":"latte"}'`,
    { kind: 'http', method: 'POST', path: '/orders', body: '{"drink":"latte"}', to: 'A' },
  ],
  [`curl --json '{}' 127.0.0.1:4001/orders`, { kind: 'http', method: 'POST', body: '{}' }],
])('%s', (line, step) => {
  expect(parse(line)).toMatchObject(step);
});

test.each([
  ['wait', 'Write how long'],
  ['wait 61s', 'Write how long'],
  ['wait 0', 'Write how long'],
  ['\\d orders', '\\d is a command of psql'],
  ['shutdown NOSAVE', 'shutdown would end the Redis that the lesson needs'],
  ['curl example.com/orders', 'This curl line asks example.com; the servers are at http://127.0.0.1:4001'],
  ['curl', 'This curl line has no address'],
  ["curl 'http://127.0.0.1:4001", 'A quote is not closed'],
  ['curl --upload-file x 127.0.0.1:4001/orders', "Of curl's options"],
  ['curl http://:x/', 'is not an address'],
  ["curl -X 'A B' 127.0.0.1:4001/orders", 'A B is not a method that this prompt sends'],
])('%s is refused in a sentence', (line, message) => {
  expect(() => parse(line)).toThrow(message);
});
