import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { renderMarkedCode } from './marked-code.js';
import { paintOf } from './paint.js';
import { fitting, screenAt } from './testing/fits.js';

const code = "const key = countKey(drink);\n\nawait redis.set(key, count, { expiration: { type: 'EX' } });\n";

const render = (changed: number[], width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderMarkedCode('server/ttl.ts', code, new Set(changed), screen), screen);
};

test('lines that changed have a sign in the gutter, on every part of them', () => {
  expect(render([3], 40)).toMatchInlineSnapshot(`
    "
    server/ttl.ts
    │ const key = countKey(drink);
    │
    + await redis.set(key, count, {
    +     expiration: { type: 'EX' } });

    + a line that has changed since the
      variant before
    "
  `);
});

test('nothing is explained where nothing changed', () => {
  expect(render([], 80)).not.toContain('changed');
});

test.each([20, 40, 80, 120, 200])('it fits %i columns, and colour changes no character', (width) => {
  expect(stripVTControlCharacters(render([1, 3], width, { colour: true }))).toBe(render([1, 3], width));
  expect(render([1, 2], width, { unicode: false })).toMatch(/^\p{ASCII}*$/u);
  expect(render([3], 80, { colour: true })).toContain(paintOf({ colour: true }).good('+'));
});
