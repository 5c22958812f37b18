import { expect, test } from 'vitest';
import type { ChartEvent } from '../lesson/events.js';
import { renderChart } from './chart.js';
import { fitting, screenAt } from './testing/fits.js';
import { samples } from './testing/samples.js';

const render = (chart: ChartEvent, width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderChart(chart, screen), screen);
};

test('at 80 columns', () => {
  expect(render(samples.chart, 80)).toMatchInlineSnapshot(`
    "
    How long the requests took (each mark a request, log scale)

    without a cache  ───────────────────────────────────────────────────────────●───
                     median 72.0 ms, max 74.6 ms, n = 5
    with a cache     ────────────··─··──────────────────────────────────────────·───
                     median 0.55 ms, max 73.4 ms, n = 5
                     0.1 ms             1 ms                10 ms             100 ms
    "
  `);
});

test('at 40 columns the labels stand above', () => {
  expect(render(samples.chart, 40)).toMatchInlineSnapshot(`
    "
    How long the requests took (each mark a
    request, log scale)

    without a cache
    ─────────────────────────────────────●──
    median 72.0 ms, max 74.6 ms, n = 5
    with a cache
    ────────•─•──────────────────────────·──
    median 0.55 ms, max 73.4 ms, n = 5
    0.1 ms     1 ms         10 ms     100 ms
    "
  `);
});

test('in ASCII, and at 200 columns, it fits', () => {
  expect(render(samples.chart, 80, { unicode: false })).toMatch(/^\p{ASCII}*$/u);
  expect(render(samples.chart, 200)).toBe(render(samples.chart, 100));
});

test('the median of an even number lies between the middle two', () => {
  const chart: ChartEvent = {
    type: 'chart',
    title: 'T',
    groups: [{ label: 'a', durationsMs: [4, 1, 2, 3] }],
  };
  expect(render(chart, 80)).toContain('median 2.5 ms, max 4.0 ms, n = 4');
});

test('marks stand at the logarithm of their duration', () => {
  const durationsMs = [1, 10, 100, 100];
  const chart: ChartEvent = { type: 'chart', title: 'T', groups: [{ label: 'a', durationsMs }] };
  const [line = '', , scale = ''] = render(chart, 80).split('\n').slice(3);
  const columns = [...line.matchAll(/[·•]/g)].map(({ index }) => index);
  expect(line).toMatch(/·.*·.*•/);
  expect(scale.indexOf('1 ms')).toBe(columns[0]);
  expect(Math.abs(scale.indexOf('10 ms') + 2 - (columns[1] ?? 0))).toBeLessThanOrEqual(1);
});

test('groups without requests, and a chart of nothing, are drawn', () => {
  const empty = { label: 'empty', durationsMs: [] };
  const one = { label: 'zero', durationsMs: [0] };
  expect(render({ type: 'chart', title: 'T', groups: [empty, one] }, 80)).toContain('no requests');
  expect(render({ type: 'chart', title: 'T', groups: [empty] }, 80)).toContain('no requests yet');
});
