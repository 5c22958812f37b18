import { expect, test } from 'vitest';
import { formatDuration, formatTtl } from './duration.js';

test.each([
  [0.0049, '0.00 ms'],
  [0.2149, '0.21 ms'],
  [0.9949, '0.99 ms'],
  [0.996, '1.0 ms'],
  [71.84, '71.8 ms'],
  [99.96, '100 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1234, '1.2 s'],
  [59_949, '59.9 s'],
  [59_951, '1 min 0 s'],
  [298_000, '4 min 58 s'],
  [7_380_000, '2 h 3 min'],
])('%f ms reads %s', (ms, expected) => {
  expect(formatDuration(ms)).toBe(expected);
});

test.each([
  [null, 'no expiry'],
  [4963, '5.0 s left'],
  [40, '0.0 s left'],
  [298_000, '4 min 58 s left'],
])('a time to live of %s reads %s', (ms, expected) => {
  expect(formatTtl(ms)).toBe(expected);
});
