import { listLessons } from '../lesson/catalogue.js';
import type { Progress } from '../progress-content.js';
import type { HomeItem } from '../view/home.js';
import { exerciseNote, lessonNote } from './what-is-done.js';

/** Every lesson, each followed by its exercise, with what has been done of it. */
export function homeItems(progress: Progress): HomeItem[] {
  return listLessons().flatMap(({ number, id, title, minutes, exercise }) => {
    const lesson: HomeItem = {
      kind: 'lesson',
      number,
      id,
      title,
      minutes,
      done: progress.lessons[id] !== undefined,
      note: lessonNote(progress, id),
    };
    if (exercise === null) return [lesson];
    const itsExercise: HomeItem = {
      kind: 'exercise',
      number,
      id,
      ...exercise,
      done: progress.exercises[id]?.doneAt != null,
      note: exerciseNote(progress, id),
    };
    return [lesson, itsExercise];
  });
}

/** Where to go on: the lesson that was left last, else the first thing that is not done, else the first of all. */
export function whereToGoOn(items: readonly HomeItem[], { stopped }: Progress): number {
  const [left] = Object.entries(stopped).sort(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at));
  const leftAt = items.findIndex(({ kind, id }) => kind === 'lesson' && id === left?.[0]);
  if (leftAt !== -1) return leftAt;
  return Math.max(
    0,
    items.findIndex(({ done }) => !done),
  );
}
