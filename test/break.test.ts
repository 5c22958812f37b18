import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLesson } from '../src/lesson/catalogue.js';
import { Bench, type Run } from './break/bench.js';
import { mutations as lesson1 } from './break/lesson-1.js';
import { mutations as lesson2 } from './break/lesson-2.js';
import { mutations as lesson3 } from './break/lesson-3.js';
import { mutations as lesson4 } from './break/lesson-4.js';
import { mutations as lesson5 } from './break/lesson-5.js';
import { lineOf } from './break/mutation.js';

// A lesson checks itself each time it runs. Here its checks are checked: they fail where something is broken.
// Each mutation costs a whole run of a lesson, so all of them are tried only where CI is set.
const full = Boolean(process.env.CI);

const bench = new Bench();
beforeAll(() => bench.prepare(), 120_000);
afterAll(() => bench.close());

describe.each([
  { number: 1, mutations: lesson1 },
  { number: 2, mutations: lesson2 },
  { number: 3, mutations: lesson3 },
  { number: 4, mutations: lesson4 },
  { number: 5, mutations: lesson5 },
])('lesson $number', ({ number, mutations: all }) => {
  const mutations = all.filter(({ short }) => full || short);
  const entry = findLesson(String(number));
  const runs: Run[] = [];
  let expectations: Run['expectations'] = [];

  test.concurrent('holds as it is', async () => {
    expectations = (await bench.run(entry, null)).expectations;
    expect(expectations.length).toBeGreaterThan(0);
    expect(expectations.filter(({ ok }) => !ok)).toEqual([]);
  }, 120_000);

  const named = mutations.map((mutation) => [mutation.name, mutation] as const);
  test.concurrent.each(named)(
    'notices: %s',
    async (_, mutation) => {
      const run = await bench.run(entry, mutation);
      runs.push(run);
      const first = run.expectations.find(({ ok }) => !ok);
      const { text, got } = mutation.fails;
      expect(first).toMatchObject({
        file: entry.file,
        line: lineOf(run.page, mutation.fails),
        text: text.replaceAll('`', ''),
      });
      if (typeof got === 'number') expect(Number(first?.got) - Number(first?.expected)).toBe(got);
      else if (got instanceof RegExp) expect(first?.got).toMatch(got);
      else expect(first?.got).toBe(got);
    },
    120_000,
  );

  // By their place among the expectations, since a mutated page has other line numbers.
  test.runIf(full)('every expectation fails in some run above', () => {
    const never = expectations.filter((_, place) => runs.every((run) => run.expectations[place]?.ok));
    expect(never.map(({ line, text }) => `${line}: ${text}`)).toEqual([]);
    expect(runs.length).toBe(mutations.length);
  });
});
