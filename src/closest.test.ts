import { expect, test } from 'vitest';
import { closest } from './closest.js';

const ids = ['no-cache', 'cache', 'ttl', 'invalidation', 'decorator'];

test.each([
  ['cahce', 'cache'],
  ['decorater', 'decorator'],
  ['TTL', 'ttl'],
  ['tlt', 'ttl'],
  ['invalidate', 'invalidation'],
  ['inval', 'invalidation'],
  ['in', null],
  ['elephant', null],
])('%s most likely means %s', (word, expected) => {
  expect(closest(word, ids)).toBe(expected);
});
