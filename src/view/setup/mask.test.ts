import { expect, test } from 'vitest';
import { withPasswordMasked } from './mask.js';

test.each([
  ['postgres://anna:geheim@db.example.com:5432/shop', 'postgres://anna:******@db.example.com:5432/shop'],
  ['rediss://:ge@heim@cache:6379/5?x=y', 'rediss://:*******@cache:6379/5?x=y'],
  ['postgres://anna:ge/h?m@db', 'postgres://anna:******@db'],
  [
    'postgres://anna@db/shop?password=geheim&sslmode=require',
    'postgres://anna@db/shop?password=******&sslmode=require',
  ],
  ['postgres://anna:ge@db/shop?password=heim', 'postgres://anna:**@db/shop?password=****'],
  ['postgres://localhost:5432/shop?password=geheim', 'postgres://localhost:5432/shop?password=******'],
  // While it is typed, there is no @ yet.
  ['redis://:gehe', 'redis://:****'],
  ['redis://:123', 'redis://:***'],
  ['postgres://anna:gehe', 'postgres://anna:****'],
  ['redis://localhost:6379/5', 'redis://localhost:6379/5'],
  ['postgres://[::1]:5432/shop', 'postgres://[::1]:5432/shop'],
  ['postgres://anna@db/shop', 'postgres://anna@db/shop'],
  ['geheim', 'geheim'],
  ['', ''],
])('%s is shown as %s', (url, shown) => {
  expect(withPasswordMasked(url)).toBe(shown);
  expect(shown).toHaveLength(url.length);
});
