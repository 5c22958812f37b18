import { expect, test } from 'vitest';
import { Bench, median } from './bench.mjs';

const benchWith = (figures) => {
  const bench = new Bench({ work: '/nowhere', short: true });
  for (const [name, values] of Object.entries(figures)) {
    for (const value of values) bench.note(name, 'ms', value);
  }
  return bench;
};

const metOf = (bench) => bench.comparisons().map(({ value, met }) => ({ value, met }));

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 10])).toBe(9);
  expect(median([10, 1, 9, 2])).toBe(5.5);
});

test('a figure is told with its median, its lowest and its highest value', () => {
  expect(benchWith({ list: [30, 20, 100] }).figures()).toEqual([
    { name: 'list', unit: 'ms', median: 30, min: 20, max: 100, values: 3 },
  ]);
});

test('medians are compared, and an aim that is just reached is met', () => {
  const bench = benchWith({ ours: [28, 14, 900], theirs: [20, 20, 1] });
  for (const aim of [{ atMost: 1.4 }, { atMost: 1.39 }, { atLeast: 1.4 }, { atLeast: 1.41 }]) {
    bench.compare('ours', 'theirs', aim);
  }
  expect(metOf(bench)).toEqual([true, false, true, false].map((met) => ({ value: 1.4, met })));
});

test('a median that is low enough in itself meets its aim, whatever it is compared with', () => {
  const bench = benchWith({ ours: [600], slower: [701], theirs: [100] });
  bench.compare('ours', 'theirs', { atMost: 1, orAtMost: 700 });
  bench.compare('slower', 'theirs', { atMost: 1, orAtMost: 700 });
  expect(metOf(bench).map(({ met }) => met)).toEqual([true, false]);
});

test('a figure can have an aim of its own', () => {
  const bench = benchWith({ memory: [499, 500, 900] });
  bench.limit('memory', 500);
  bench.limit('memory', 499);
  expect(metOf(bench)).toEqual([
    { value: 500, met: true },
    { value: 500, met: false },
  ]);
});

test('what was not measured cannot be compared', () => {
  const bench = benchWith({ ours: [1] });
  bench.compare('ours', 'theirs', { atMost: 1 });
  expect(() => bench.comparisons()).toThrow('Nothing has been measured as "theirs".');
});
