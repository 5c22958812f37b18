import { expect, test } from 'vitest';
import { AskedDrinks, drinkOf } from './serve-watch.js';

test.each([
  ['/orders/count?drink=latte', null, 'latte'],
  ['/orders/count?x=1?&drink=flat%20white', null, 'flat white'],
  ['//[?drink=mocha', null, 'mocha'],
  ['http://any/orders/count?drink=mocha', null, 'mocha'],
  ['*', null, null],
  ['/orders', '{"drink":"mocha"}', 'mocha'],
  ['/orders', '{"drink":["mocha"]}', null],
  ['/orders', '{', null],
  ['/orders', null, null],
  ['/orders/count?drink=a%00b', null, null],
  ['/orders', '{"drink":"a\\u0000b"}', null],
])('%s with the body %s is about %s', (path, body, drink) => {
  expect(drinkOf(path, body)).toBe(drink);
});

test('the drinks asked for last are kept, in the order in which they came', () => {
  const drinks = new AskedDrinks();
  expect(drinks.names).toEqual(['latte']);
  for (const drink of ['mocha', 'chai', 'tea', 'cocoa', 'latte']) drinks.add(drink);
  expect(drinks.names).toEqual(['latte', 'mocha', 'chai', 'tea', 'cocoa']);
  drinks.add('ristretto');
  expect(drinks.names).toEqual(['latte', 'chai', 'tea', 'cocoa', 'ristretto']);
});
