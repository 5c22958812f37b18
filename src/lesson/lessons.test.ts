import { expect, test } from 'vitest';
import { listLessons, loadLesson } from './catalogue.js';

test.each(listLessons())('lesson $number is a lesson: $id', async (entry) => {
  const lesson = await loadLesson(entry);
  expect(lesson.scenes.length).toBeGreaterThan(2);
});
