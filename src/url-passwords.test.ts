import { expect, test } from 'vitest';
import { withoutUrlPasswords } from './url-passwords.js';

test.each([
  ["unknown option '--redis-ulr=redis://:geheim@h:1/5'", "unknown option '--redis-ulr=redis://:***@h:1/5'"],
  [
    'postgres://anna:ge@heim/x@h/shop and postgres://h/x?a=b&password=geheim',
    'postgres://anna:***@h/shop and postgres://h/x?a=b&password=***',
  ],
  ['as in redis://:secret@cache:6379', 'as in redis://:secret@cache:6379'],
  ['http://127.0.0.1:3000/orders, anna@db:5432', 'http://127.0.0.1:3000/orders, anna@db:5432'],
])('%s', (text, shown) => {
  expect(withoutUrlPasswords(text)).toBe(shown);
});
