import { expect, test } from 'vitest';
import { randomFrom } from '../random.js';
import { awkwardNames, withQuery } from './names.js';

test('awkward names differ, are short, and survive a query', () => {
  const names = awkwardNames(randomFrom('seed', 'names'));
  expect(new Set(names).size).toBe(names.length);
  for (const special of ["'", '"', ':', '%', '☕', '&', '+', '/', ';', '\\', '*', ' ']) {
    expect(names.some((name) => name.includes(special))).toBe(true);
  }
  for (const name of names) {
    expect(name.length).toBeLessThanOrEqual(40);
    const url = new URL(withQuery('/orders/average', { drink: name, limit: 3 }), 'http://any');
    expect([url.searchParams.get('drink'), url.searchParams.get('limit')]).toEqual([name, '3']);
  }
});

test('without a query there is no question mark', () => {
  expect(withQuery('/orders', {})).toBe('/orders');
});
