import { expect, test } from 'vitest';
import { figuresOf } from './figures.js';

const none = { non2xx: 0, errors: 0 };

test('percentiles are durations that were measured', () => {
  const durations = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(figuresOf(durations, 4, none)).toEqual({
    answered: 100,
    perSecond: 25,
    latencyMs: { p50: 50, p95: 95, p99: 99, max: 100 },
    ...none,
  });
});

test('one answer is every percentile', () => {
  expect(figuresOf([7.5], 1, none).latencyMs).toEqual({ p50: 7.5, p95: 7.5, p99: 7.5, max: 7.5 });
});

test('without an answer there is no latency', () => {
  const failed = { non2xx: 3, errors: 2 };
  expect(figuresOf([], 2, failed)).toEqual({ answered: 0, perSecond: 0, latencyMs: null, ...failed });
});
