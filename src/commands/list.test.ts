import { expect, test } from 'vitest';
import { nothingDone, type Progress } from '../progress-content.js';
import { lessonTable } from './list.js';

const at = '2026-11-22T10:00:00.000Z';
const progress: Progress = {
  ...nothingDone,
  lessons: { 'no-cache': { doneAt: at } },
  exercises: {
    'no-cache': { doneAt: at, attempts: 2, hints: 0 },
    invalidation: { doneAt: null, attempts: 3, hints: 1 },
  },
  stopped: { invalidation: { scene: 3, of: 6, at } },
};

const shown = (width: number) => {
  const table = lessonTable(progress, width);
  for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  return `\n${table}`;
};

test('a lesson stands in a line where it fits', () => {
  expect(shown(120)).toMatchInlineSnapshot(`
    "
     1  no-cache      No cache       8 min  done 2026-11-22          exercise: done 2026-11-22
     2  cache         A cache        9 min
     3  ttl           Time to live   9 min
     4  invalidation  Invalidation   9 min  stopped at scene 3 of 6  exercise: 3 attempts
     5  decorator     A decorator   10 min
    "
  `);
});

test('what has been done stands below where it does not', () => {
  expect(shown(80)).toMatchInlineSnapshot(`
    "
     1  no-cache      No cache       8 min
        done 2026-11-22, exercise: done 2026-11-22
     2  cache         A cache        9 min
     3  ttl           Time to live   9 min
     4  invalidation  Invalidation   9 min
        stopped at scene 3 of 6, exercise: 3 attempts
     5  decorator     A decorator   10 min
    "
  `);
  expect(shown(40)).toMatchInlineSnapshot(`
    "
     1  no-cache      No cache       8 min
        done 2026-11-22
        exercise: done 2026-11-22
     2  cache         A cache        9 min
     3  ttl           Time to live   9 min
     4  invalidation  Invalidation   9 min
        stopped at scene 3 of 6
        exercise: 3 attempts
     5  decorator     A decorator   10 min
    "
  `);
});
