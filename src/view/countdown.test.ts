import { expect, test } from 'vitest';
import type { WaitingEvent } from '../lesson/events.js';
import { renderCountdown, renderLoading, renderProgress } from './countdown.js';
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

const answering = (width: number, answer: WaitingEvent['answer']) => {
  const screen = screenAt(width);
  return fitting(renderCountdown({ ...samples.waiting, answer }, screen), screen);
};

test('what a request would be answered with now stands behind the time left', () => {
  const stale = { value: '124873', agreement: 'stale' } as const;
  expect(answering(110, stale)).toMatchInlineSnapshot(`
    "
    waiting for orders:count:latte to expire  ███████████████████░░░░░░░░░░░  3.2 s left   GET now: 124 873, stale
    "
  `);
  expect(answering(77, stale)).toMatchInlineSnapshot(`
    "
    orders:count:latte to expire  ████████████░░░░░░░  3.2 s  GET: 124 873, stale
    "
  `);
  expect(answering(37, stale)).toMatchInlineSnapshot(`
    "
    ██████░░░  3.2 s  GET: 124 873, stale
    "
  `);
  expect(answering(37, { value: '124874', agreement: 'empty' })).toContain('GET: 124 874, a miss');
  expect(answering(80, { value: null, agreement: 'fresh' })).toContain('GET: null, fresh');
});

test.each([20, 37, 40, 80, 200])('an answer of any length is one line of at most %i columns', (width) => {
  for (const value of ['1', '124873', '{"count":'.repeat(40)]) {
    expect(answering(width, { value, agreement: 'stale' }).trim().split('\n')).toHaveLength(1);
  }
});

test('progress counts, also when the total is not known', () => {
  expect(renderProgress(samples.preparing, screenAt(80))).toMatchInlineSnapshot(
    `"preparing the orders  ██████████████░░░░░░░░░░░░░░░░  225 000 of 500 000"`,
  );
  expect(renderProgress({ what: 'the orders', done: 0, total: 0 }, screenAt(80))).toContain('0 of 0');
});

test('a load keeps the name of the variant at every width', () => {
  const screen = screenAt(37);
  const line = renderLoading({ ...samples.loading, elapsedMs: 1240 }, screen);
  expect(fitting(line, screen)).toMatch(/^\nloading no-cache {2}█+░+ {2}1\.2 of 2 s\n$/);
});
