import { expect, test } from 'vitest';
import { isAtLeast } from './machine.js';

test.each([
  ['20.19.0', true],
  ['20.18.3', false],
  ['20.100.0', true],
  ['18.20.8', false],
  ['22.0.0', true],
])('Node %s will do: %s', (version, will) => {
  expect(isAtLeast(version, '20.19')).toBe(will);
});
