import { expect, test } from 'vitest';
import type { Progress } from '../progress-content.js';
import { nothingDone } from '../progress-content.js';
import { homeItems, whereToGoOn } from './home-items.js';
import { lessonNote } from './what-is-done.js';

const doneAt = '2026-11-20T10:00:00.000Z';
const done = { 'no-cache': { doneAt } };

function startOf(progress: Progress): string {
  const items = homeItems(progress);
  const item = items[whereToGoOn(items, progress)];
  return `${item?.kind} ${item?.number}`;
}

test('one goes on at the first thing that is not done', () => {
  expect(startOf(nothingDone)).toBe('lesson 1');
  expect(startOf({ ...nothingDone, lessons: done })).toBe('exercise 1');
  const exercises = { 'no-cache': { doneAt, attempts: 1, hints: 0 } };
  expect(startOf({ ...nothingDone, lessons: done, exercises })).toBe('lesson 2');
});

test('one goes on at the lesson that was left last', () => {
  const stopped = {
    ttl: { scene: 2, of: 5, at: '2026-11-21T10:00:00.000Z' },
    cache: { scene: 3, of: 6, at: '2026-11-22T10:00:00.000Z' },
  };
  const progress = { ...nothingDone, stopped };
  expect(startOf(progress)).toBe('lesson 2');
  expect(lessonNote(progress, 'cache')).toBe('stopped at scene 3 of 6');
});
