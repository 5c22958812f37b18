import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLesson, loadLesson } from '../src/lesson/catalogue.js';
import type { ExpectationEvent } from '../src/lesson/events.js';
import { Bench } from './break/bench.js';
import { mutations as lesson1 } from './break/lesson-1.js';
import { mutations as lesson2 } from './break/lesson-2.js';
import { mutations as lesson3 } from './break/lesson-3.js';
import { mutations as lesson4 } from './break/lesson-4.js';
import { mutations as lesson5 } from './break/lesson-5.js';
import { lineOf } from './break/mutation.js';

// A lesson checks itself each time it runs. Here its checks are checked: they fail where something is broken.
// Each mutation costs a run of a lesson, so all of them are tried only where CI is set.
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
])('lesson $number', async ({ number, mutations: all }) => {
  const mutations = all.filter(({ short }) => full || short);
  const entry = findLesson(String(number));
  const { scenes } = await loadLesson(entry);
  const expectations = scenes
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => ('expectations' in block ? block.expectations : []));

  // By their place among all, since a mutated page has other line numbers.
  const neverFailed = new Set(full ? expectations.keys() : []);

  /** A run goes on after its first failure only for expectations that have not failed in another run. */
  function enough(soFar: readonly ExpectationEvent[]): boolean {
    if (!soFar.at(-1)?.ok) neverFailed.delete(soFar.length - 1);
    return soFar.some(({ ok }) => !ok) && [...neverFailed].every((place) => place < soFar.length);
  }

  test.concurrent('holds as it is', async () => {
    const run = await bench.run(entry, null);
    expect(run.expectations.length).toBe(expectations.length);
    expect(run.expectations.filter(({ ok }) => !ok)).toEqual([]);
  }, 120_000);

  const named = mutations.map((mutation) => [mutation.name, mutation] as const);
  test.concurrent.each(named)(
    'notices: %s',
    async (_, mutation) => {
      const run = await bench.run(entry, mutation, enough);
      const first = run.expectations.find(({ ok }) => !ok);
      const { text, got } = mutation.fails;
      expect(first).toMatchObject({
        file: entry.file,
        line: lineOf(run.page, mutation.fails),
        // A sentence that refers to a name is followed by what the name stands for.
        text: expect.stringMatching(sentencePattern(text)),
      });
      if (typeof got === 'number') expect(Number(first?.got) - Number(first?.expected)).toBe(got);
      else if (got instanceof RegExp) expect(first?.got).toMatch(got);
      else expect(first?.got).toBe(got);
    },
    120_000,
  );

  test.runIf(full)('every expectation failed in some run above', () => {
    const never = expectations.filter((_, place) => neverFailed.has(place));
    expect(never.map(({ line, text }) => `${line}: ${text}`)).toEqual([]);
  });
});

function sentencePattern(text: string): RegExp {
  const words = text.replaceAll('`', '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${words}( \\(.*\\))?$`);
}
