import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { orderBody } from '../server/shop/schemas.js';

const app = Fastify();
app.post('/orders', { schema: { body: orderBody } }, async () => 'taken');

/** What the variants answer to an order of this drink. */
const order = async (drink: unknown) =>
  (await app.inject({ method: 'POST', url: '/orders', payload: { drink, size: 'small' } })).statusCode;

// PostgreSQL would keep half of a surrogate pair as U+FFFD: a drink whose entry nobody takes out of the cache.
test.each([
  ['latte', 200],
  ['flat white', 200],
  ['café 😀', 200],
  ['😀'.repeat(40), 200],
  ['', 400],
  ['x'.repeat(41), 400],
  ['a\0b', 400],
  ['\ud800', 400],
  ['a\udfffb', 400],
  [null, 400],
])('an order of %j is answered with %d', async (drink, status) => {
  expect(await order(drink)).toBe(status);
});
