import { readdirSync, readFileSync } from 'node:fs';
import { parseExercisePage } from '../../../src/exercise/page.ts';
import { readExpectation, sentences } from '../../../src/lesson/expectation/read.ts';
import { LessonError, sourceOf } from '../../../src/lesson/lesson-error.ts';
import { parseLesson } from '../../../src/lesson/parse.ts';
import { mutateText } from './mutate-text.mjs';

const folder = new URL('../../../lessons/', import.meta.url);
const pages = (name) =>
  readdirSync(folder)
    .filter((entry) => /^\d\d-/.test(entry))
    .map((entry) => readFileSync(new URL(`${entry}/${name}`, folder), 'utf8'));
const lessons = pages('lesson.md');
const exercises = pages('exercise.md');

/** An error of a page says in which line of it something is wrong, or behind which one something is missing. */
function hasPlace(error, text) {
  const lines = text.split('\n').length;
  return (
    error instanceof LessonError &&
    error.line >= 1 &&
    error.line <= lines + 1 &&
    error.message.length < 5000 + text.length
  );
}

/** Lessons, exercises and expectations, changed a little: pages, or errors with file and line. */
export function tryPages(trials, random, times) {
  for (let left = times; left > 0; left--) {
    trials.one(
      'lesson',
      mutateText(random.pick(lessons), random),
      (text) => parseLesson(text, 'page.md', 1),
      hasPlace,
      (lesson) => (lesson.scenes.length > 0 ? undefined : 'a lesson without a scene'),
    );
    trials.one(
      'exercise page',
      mutateText(random.pick(exercises), random),
      (text) => parseExercisePage(text, 'page.md'),
      hasPlace,
    );
    const sentence = random.pick(sentences);
    const kind = random.pick(sentence.kinds);
    const example = random.below(4) === 0 ? sentence.example : mutateText(sentence.example, random);
    trials.one(
      'expectation',
      example,
      (text) => readExpectation(text, kind, 1, sourceOf('page.md')),
      (error) => error instanceof LessonError,
    );
  }
}
