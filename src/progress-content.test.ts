import { expect, test } from 'vitest';
import { formatProgress, mergeProgress, type Progress, parseProgress } from './progress-content.js';

const early = '2025-01-01T10:00:00.000Z';
const late = '2025-06-01T10:00:00.000Z';

const ours: Progress = {
  version: 1,
  lessons: { cache: { doneAt: late }, ttl: { doneAt: early } },
  exercises: {
    cache: { doneAt: null, attempts: 5, hints: 1 },
    ttl: { doneAt: late, attempts: 2, hints: 0 },
  },
  stopped: {},
};
const theirs: Progress = {
  version: 1,
  lessons: { cache: { doneAt: early }, decorator: { doneAt: late } },
  exercises: {
    cache: { doneAt: late, attempts: 1, hints: 3 },
    ttl: { doneAt: early, attempts: 9, hints: 0 },
    decorator: { doneAt: null, attempts: 1, hints: 0 },
  },
  stopped: {},
};
const both: Progress = {
  version: 1,
  lessons: { cache: { doneAt: early }, ttl: { doneAt: early }, decorator: { doneAt: late } },
  exercises: {
    cache: { doneAt: late, attempts: 5, hints: 3 },
    ttl: { doneAt: early, attempts: 9, hints: 0 },
    decorator: { doneAt: null, attempts: 1, hints: 0 },
  },
  stopped: {},
};

test('of two, what is done in either is done, since the earlier date, whichever is ours', () => {
  expect(mergeProgress(ours, theirs)).toEqual(both);
  expect(mergeProgress(theirs, ours)).toEqual(both);
  expect(mergeProgress(both, ours)).toEqual(both);
});

test('dates of other time zones are compared as times', () => {
  const zoned = (doneAt: string): Progress => ({
    version: 1,
    lessons: { ttl: { doneAt } },
    exercises: {},
    stopped: {},
  });
  const sooner = zoned('2025-01-01T10:00:00+05:00');
  expect(mergeProgress(zoned('2025-01-01T06:00:00Z'), sooner)).toEqual(sooner);
});

test('fields that this version does not know survive a merge', () => {
  const known = (more: object) => ({ ...ours, ...more }) as Progress;
  const merged = mergeProgress(known({ a: 1, both: 'ours' }), known({ b: 2, both: 'theirs' }));
  expect(merged).toMatchObject({ a: 1, b: 2, both: 'ours' });
});

test('what is formatted is parsed to the same, also with ids that objects have of themselves', () => {
  const odd = parseProgress(`{"version":1,"lessons":{"__proto__":{"doneAt":"${early}"}},"exercises":{}}`);
  if (typeof odd === 'string') throw new Error(odd);
  const merged = mergeProgress(ours, odd);
  expect(Object.keys(merged.lessons).sort()).toEqual(['__proto__', 'cache', 'ttl']);
  expect(parseProgress(formatProgress(merged))).toEqual(merged);
});
