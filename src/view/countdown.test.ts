import { expect, test } from 'vitest';
import { renderCountdown, renderProgress } from './countdown.js';
import { fitting, screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';

const at = (width: number, leftMs: number) => {
  const screen = screenAt(width);
  return fitting(renderCountdown({ ...samples.waiting, leftMs }, screen), screen);
};

test('the bar shows what is left', () => {
  expect(at(80, 5000)).toMatchInlineSnapshot(`
    "
    waiting for orders:count:latte to expire  ██████████████████████████  5.0 s left
    "
  `);
  expect(at(80, 2500)).toMatchInlineSnapshot(`
    "
    waiting for orders:count:latte to expire  █████████████░░░░░░░░░░░░░  2.5 s left
    "
  `);
  expect(at(80, 0)).toMatchInlineSnapshot(`
    "
    waiting for orders:count:latte to expire  ░░░░░░░░░░░░░░░░░░░░░░░░░░  0.0 s left
    "
  `);
});

test('the line is one line at every width', () => {
  for (const width of [20, 40, 60, 80, 200]) {
    expect(at(width, 3200).trim().split('\n')).toHaveLength(1);
    expect(at(width, 3200)).toContain('3.2 s left');
  }
});

test('the line keeps its width while time runs', () => {
  expect(at(80, 4999).length).toBe(at(80, 40).length);
});

test('progress counts, also when the total is not known', () => {
  expect(renderProgress(samples.preparing, screenAt(80))).toMatchInlineSnapshot(
    `"preparing the orders  ██████████████░░░░░░░░░░░░░░░░  225 000 of 500 000"`,
  );
  expect(renderProgress({ what: 'the orders', done: 0, total: 0 }, screenAt(80))).toContain('0 of 0');
});
