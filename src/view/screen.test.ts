import { expect, test } from 'vitest';
import { inset, screenOf } from './screen.js';

test('the width is the terminal’s, else COLUMNS, else 80, and at least 20', () => {
  expect(screenOf({ columns: 120 }, { COLUMNS: '40' }, 0).width).toBe(120);
  expect(screenOf({}, { COLUMNS: '40' }, 0).width).toBe(40);
  expect(screenOf({ columns: 0 }, {}, 0).width).toBe(80);
  expect(screenOf({}, { COLUMNS: 'wide' }, 0).width).toBe(80);
  expect(screenOf({ columns: 5 }, {}, 0).width).toBe(20);
});

test('colour is chalk’s choice, unless NO_COLOR refuses it and FORCE_COLOR does not insist', () => {
  expect(screenOf({}, {}, 2).colour).toBe(true);
  expect(screenOf({}, {}, 0).colour).toBe(false);
  expect(screenOf({}, { NO_COLOR: '1' }, 2).colour).toBe(false);
  expect(screenOf({}, { NO_COLOR: '' }, 2).colour).toBe(true);
  expect(screenOf({}, { NO_COLOR: '1', FORCE_COLOR: '1' }, 1).colour).toBe(true);
});

test.each([
  [{ LANG: 'en_GB.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'en_GB.UTF-8', TERM: 'dumb' }, false],
  [{}, true],
])('with %j Unicode is shown: %s', (env, expected) => {
  expect(screenOf({}, env, 0).unicode).toBe(expected);
});

test('an inset screen keeps at least one column', () => {
  expect(inset({ width: 20, colour: false, unicode: true }, 30).width).toBe(1);
});
