import { expect, test } from 'vitest';
import { checkLearnerName, usualLearnerName } from './learner-name.js';

test.each(['anna', 'anna_2', '7', 'a'.repeat(32)])('%s is a name', (name) => {
  expect(checkLearnerName(name)).toBe(name);
});

test.each(['', 'Anna', 'anna-2', 'änne', 'anna"; DROP SCHEMA public', 'a'.repeat(33), 'anna\n'])(
  '%j is none',
  (name) => {
    expect(() => checkLearnerName(name)).toThrow(/lower-case letter/);
  },
);

test.each([
  ['anna', 'anna'],
  ['Änne Müller', 'anne_muller'],
  ['DOMAIN\\anna.b', 'domain_anna_b'],
  ['李', 'learner'],
  ['x'.repeat(50), 'x'.repeat(32)],
])('who is %s to the system is %s', (system, name) => {
  expect(usualLearnerName(system)).toBe(name);
  expect(checkLearnerName(usualLearnerName(system))).toBe(name);
});
