import { expect, test } from 'vitest';
import { renderLoad } from './load.js';
import { fitting, screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';

const { load } = samples;
const at = (width: number, event = load, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderLoad(event, screen), screen);
};

test('bars stand between their labels and figures, with the ratio to the first', () => {
  expect(at(80)).toMatchInlineSnapshot(`
    "
    GET /orders/count?drink=latte under load (10 at a time, 2 s each)

    requests answered per second
    no-cache  │                                          14.0
    cache     ████████████████████████████████████████  4 206   300 times as many

    time to half of the answers (p50)
    no-cache  ████████████████████████████████████████  709 ms
    cache     │                                         2.1 ms   338 times as fast

    no-cache: p95 741 ms, p99 748 ms, max 748 ms
    cache: p95 3.4 ms, p99 6.7 ms, max 18.3 ms
    "
  `);
});

test('on a narrow screen each bar stands under its label', () => {
  expect(at(40)).toMatchInlineSnapshot(`
    "
    GET /orders/count?drink=latte under load
    (10 at a time, 2 s each)

    requests answered per second
    no-cache  14.0
    │
    cache  4 206
    ████████████████████████████████████████
    300 times as many

    time to half of the answers (p50)
    no-cache  709 ms
    ████████████████████████████████████████
    cache  2.1 ms
    │
    338 times as fast

    no-cache: p95 741 ms, p99 748 ms,
      max 748 ms
    cache: p95 3.4 ms, p99 6.7 ms,
      max 18.3 ms
    "
  `);
});

test('what failed is said, and a variant without an answer has no latency', () => {
  const [first, second] = load.results;
  if (!first || !second) throw new Error('the sample has two');
  const results = [
    { ...first, answered: 0, perSecond: 0, latencyMs: null, errors: 10 },
    { ...second, non2xx: 1204 },
  ];
  expect(at(80, { ...load, results })).toMatchInlineSnapshot(`
    "
    GET /orders/count?drink=latte under load (10 at a time, 2 s each)

    requests answered per second
    no-cache  │                                           0.0
    cache     ████████████████████████████████████████  4 206

    time to half of the answers (p50)
    cache  ████████████████████████████████████████  2.1 ms

    no-cache: no answer in this time
    ✘ no-cache: 10 not answered
    cache: p95 3.4 ms, p99 6.7 ms, max 18.3 ms
    ✘ cache: 1 204 answered with an error status
    "
  `);
});

test('no line passes the edge, with and without colour and Unicode', () => {
  const path = '/orders/count?drink=a-very-long-name-of-a-drink-that-nobody-has-ever-ordered';
  for (const width of [20, 40, 80, 120, 200]) {
    for (const more of [{}, { colour: true }, { unicode: false }]) at(width, { ...load, path }, more);
  }
  expect(at(120, load, { unicode: false })).toMatch(/^\n[\x20-\x7e\n]*$/);
});
