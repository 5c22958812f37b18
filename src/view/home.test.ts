import { expect, test } from 'vitest';
import { type HomeItem, renderHomeHead, renderHomeList, search } from './home.js';
import { fitting, screenAt } from './testing/fits.js';

const item = (kind: HomeItem['kind'], number: number, title: string, more: Partial<HomeItem> = {}) => ({
  kind,
  number,
  id: title.toLowerCase().replaceAll(' ', '-'),
  title,
  minutes: kind === 'lesson' ? 9 : 15,
  done: false,
  note: '',
  ...more,
});
const items: HomeItem[] = [
  item('lesson', 1, 'No cache', { done: true, note: 'done 2026-11-20' }),
  item('exercise', 1, 'Average prices', { note: '3 attempts' }),
  item('lesson', 2, 'A cache', { note: 'stopped at scene 3 of 6' }),
  item('exercise', 2, 'A cache for average prices'),
];

const at = (width: number, active = 2, rows = 20, more = {}) => {
  const screen = screenAt(width, more);
  const state = { all: items, found: items, active };
  return fitting(`${renderHomeHead(state, screen)}\n\n${renderHomeList(state, screen, rows)}`, screen);
};

test('everything with what is done of it, and what Enter does', () => {
  expect(at(80)).toMatchInlineSnapshot(`
    "
    cache-tutorial · 1 of 2 lessons, 0 of 2 exercises done

      ✔  1  No cache                               9 min  done 2026-11-20
            exercise: Average prices              15 min  3 attempts
    ❯    2  A cache                                9 min  stopped at scene 3 of 6
            exercise: A cache for average prices  15 min

    Enter goes on with lesson 2, A cache (about 9 minutes, stopped at scene 3 of 6)
    ↑↓ choose · Enter start · type to search · q leave
    "
  `);
});

test('a narrow screen has the details of the chosen one only', () => {
  expect(at(40)).toMatchInlineSnapshot(`
    "
    cache-tutorial
    1 of 2 lessons, 0 of 2 exercises done

      ✔  1  No cache
            exercise: Average prices
    ❯    2  A cache
            exercise: A cache for average p…

    Enter goes on with lesson 2, A cache
    (about 9 minutes, stopped at scene 3 of
    6)
    ↑↓ choose · Enter start · type to search
    · q leave
    "
  `);
});

test('a low screen shows what is around the chosen one', () => {
  expect(at(80, 3, 5)).toMatchInlineSnapshot(`
    "
    cache-tutorial · 1 of 2 lessons, 0 of 2 exercises done

      …
    ❯       exercise: A cache for average prices  15 min

    Enter starts exercise 2, A cache for average prices (about 15 minutes)
    ↑↓ choose · Enter start · type to search · q leave
    "
  `);
});

test('no line passes the edge, with and without colour and Unicode', () => {
  for (const width of [20, 40, 80, 120, 200]) {
    for (const more of [{}, { colour: true }, { unicode: false }]) at(width, 0, 20, more);
  }
  expect(at(120, 0, 20, { unicode: false })).toMatch(/^\n[\x20-\x7e\n]*$/);
});

test.each([
  ['', ['lesson 1', 'exercise 1', 'lesson 2', 'exercise 2']],
  ['2', ['lesson 2', 'exercise 2']],
  ['AVER', ['exercise 1', 'exercise 2']],
  ['exercise 2', ['exercise 2']],
  ['no-cache', ['lesson 1']],
  ['mocha', []],
])('what fits “%s”', (query, expected) => {
  expect(search(items, query).map(({ kind, number }) => `${kind} ${number}`)).toEqual(expected);
});
