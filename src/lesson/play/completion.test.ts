import { expect, test } from 'vitest';
import { complete } from './completion.js';

const known = {
  paths: ['/orders/count?drink=latte', '/orders'],
  keys: ['orders:count:latte', 'orders:count:mocha'],
};

test.each([
  ['', 'GET', ''],
  ['PO', 'POST', 'PO'],
  ['sel', 'SELECT', 'sel'],
  ['GET /orders/c', '/orders/count?drink=latte', '/orders/c'],
  ['POST /o', '/orders', '/o'],
  ['GET orders:count:l', 'orders:count:latte', 'orders:count:l'],
  ['TTL ', 'orders:count:mocha', ''],
  ['DEL orders:count:latte orders:count:m', 'orders:count:mocha', 'orders:count:m'],
  ['SELECT * FROM o', 'orders', 'o'],
  ['SELECT pri', 'price_cents', 'pri'],
])('%j may become %j', (line, candidate, word) => {
  const [candidates, end] = complete(line, known);
  expect(candidates).toContain(candidate);
  expect(end).toBe(word);
  expect(candidates.every((text) => text.toLowerCase().startsWith(word.toLowerCase()))).toBe(true);
});

test('a word that is complete is not listed', () => {
  expect(complete('GET /orders/count?drink=latte', known)[0]).toEqual([]);
  expect(complete('TTL', known)[0]).toEqual([]);
});

test('a path is offered after a method only, a key after a command of Redis only', () => {
  expect(complete('TTL /o', known)[0]).toEqual([]);
  expect(complete('POST orders:', known)[0]).toEqual([]);
  expect(complete('wait ', known)[0]).toEqual([]);
});
