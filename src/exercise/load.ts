import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from '../errors.js';
import { type CatalogueEntry, findLesson, listLessons } from '../lesson/catalogue.js';
import { packageRoot } from '../package-root.js';
import type { Check, Exercise } from './exercise.js';
import { parseExercisePage } from './page.js';

/** The lessons that have an exercise, by number. Reads no exercise. */
export function listExercises(): CatalogueEntry[] {
  return listLessons().filter((lesson) => existsSync(path.join(folderOf(lesson), 'exercise.md')));
}

/**
 * The exercise of the lesson with a number (`3`, `03`) or an id (`ttl`).
 * @throws a usage error that lists what there is; LessonError where the page is wrong.
 */
export async function loadExercise(wanted: string | number): Promise<Exercise> {
  const lesson = findLesson(String(wanted));
  const folder = folderOf(lesson);
  const file = path.join(folder, 'exercise.md');
  if (!existsSync(file)) {
    const known = listExercises().map(({ number, id }) => `${number} (${id})`);
    throw usageError(`Lesson ${lesson.number} has no exercise. There are: ${known.join(', ')}.`);
  }
  const page = parseExercisePage(readFileSync(file, 'utf8'), path.relative(packageRoot, file));
  const { number, id } = lesson;
  return { number, id, folder, ...page, checks: await importChecks(path.basename(folder)) };
}

function folderOf({ file }: CatalogueEntry): string {
  return path.join(packageRoot, path.dirname(file));
}

/** The checks are code: compiled they stand beside this file compiled, as sources beside its source. */
async function importChecks(folder: string): Promise<readonly Check[]> {
  const ending = path.extname(fileURLToPath(import.meta.url));
  const url = new URL(`../../lessons/${folder}/checks${ending}`, import.meta.url).href;
  const { checks } = (await import(/* @vite-ignore */ url)) as { checks: readonly Check[] };
  return checks;
}
