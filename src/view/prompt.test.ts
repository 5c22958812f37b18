import { expect, test } from 'vitest';
import { renderChoice, renderKeys, renderPrompt, renderSpinner, renderStanding } from './prompt.js';
import { fitting, screenAt } from './testing/fits.js';

const widths = [20, 40, 80, 200];
const options = [
  'The new count',
  'The old count, since nobody told Redis that there is a new order',
  'An error',
];

test('the prompt says what Enter does, and the other keys where there is room', () => {
  const at = (width: number) => renderPrompt('GET /orders/count?drink=latte', screenAt(width));
  expect(widths.map((width) => fitting(at(width), screenAt(width)).trim())).toMatchInlineSnapshot(`
    [
      "Enter  GET /orders/…",
      "Enter  GET /orders/count?drink=latte",
      "Enter  GET /orders/count?drink=latte     b back   > try   q quit   ? keys",
      "Enter  GET /orders/count?drink=latte     b back   > try   q quit   ? keys",
    ]
  `);
});

test('the choice says what Enter would choose', () => {
  const at = (width: number) => renderChoice('answer', options, 1, screenAt(width));
  expect(widths.map((width) => fitting(at(width), screenAt(width)).trim())).toMatchInlineSnapshot(`
    [
      "❯ b) The old count,…",
      "❯ b) The old count, since nobody told R…",
      "❯ b) The old count, since nobody told Redis that there is a new order     a b c",
      "❯ b) The old count, since nobody told Redis that there is a new order     a b c  or ↑↓ and Enter   e hint   ? keys",
    ]
  `);
  expect(renderChoice('answer', options, null, screenAt(80))).toMatchInlineSnapshot(
    `"❯ Your answer?     a b c  or ↑↓ and Enter   e hint   ? keys"`,
  );
});

test('scenes are chosen by their numbers', () => {
  const at = (width: number, index: number | null) => {
    const screen = screenAt(width);
    return fitting(renderChoice('scene', ['Ask', 'Ask again', 'A new order'], index, screen), screen).trim();
  };
  expect([at(20, null), at(40, null), at(80, null), at(80, 1)]).toMatchInlineSnapshot(`
    [
      "❯ Which scene?",
      "❯ Which scene?     1 to 3   Esc stay",
      "❯ Which scene?     1 to 3  or ↑↓ and Enter   Esc stay here",
      "❯ 2  Ask again     1 to 3  or ↑↓ and Enter   Esc stay here",
    ]
  `);
});

test('a statement of several lines is a prompt of one line', () => {
  expect(renderPrompt('SELECT 1,\n  2', screenAt(80))).toContain('Enter  SELECT 1, 2  ');
});

test('the spinner and the list of keys fit', () => {
  for (const width of widths) {
    for (const unicode of [true, false]) {
      const screen = screenAt(width, { unicode });
      fitting(renderSpinner('GET /orders/count?drink=latte', 1234, screen), screen);
      fitting(renderStanding('GET /orders/count?drink=latte', screen), screen);
      fitting(renderKeys(screen), screen);
    }
  }
  expect(renderSpinner('GET /', 1234, screenAt(40))).toBe('⠹ GET /  1.2 s');
  expect(renderStanding('GET /', screenAt(40))).toBe('GET /…');
});
