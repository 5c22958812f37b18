import { closest } from '../closest.js';

interface Named {
  readonly number: number;
  readonly id: string;
  readonly title: string;
}

/**
 * The lesson that somebody most likely meant who gave neither a number nor an id rightly: `03-ttl`, `tll`,
 * `invalidaton`, `time to live`, `live`. null when none is near.
 */
export function nearestLesson<Lesson extends Named>(
  wanted: string,
  lessons: readonly Lesson[],
): Lesson | null {
  const number = /\d+/.exec(wanted)?.[0];
  const byNumber = lessons.find((lesson) => lesson.number === Number(number));
  if (byNumber) return byNumber;
  const names = new Map<string, Lesson>();
  // A name that several have stands for the first of them; ids come before titles, and those before their words.
  for (const namesOf of [idOf, titleOf, wordsOf]) {
    for (const lesson of lessons) {
      for (const name of namesOf(lesson)) if (!names.has(name)) names.set(name, lesson);
    }
  }
  const near = closest(wanted, [...names.keys()]);
  return near === null ? null : (names.get(near) ?? null);
}

const idOf = ({ id }: Named) => [id];
const titleOf = ({ title }: Named) => [title.toLowerCase()];
/** Without the short ones, which are in many titles. */
const wordsOf = ({ title }: Named) => title.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
