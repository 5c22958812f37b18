import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import type { Lesson } from './lesson.js';
import { nearestLesson } from './nearest.js';

/** A lesson as the list shows it, without reading its scenes. */
export interface CatalogueEntry {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** Path relative to the package. */
  readonly file: string;
  /** null when it has none. */
  readonly exercise: { readonly title: string; readonly minutes: number } | null;
}

/**
 * Every lesson, by number. Reads only the first lines of each front matter, with no YAML library, since
 * listing must start as fast as Node does; `parseLesson` checks the whole.
 */
export function listLessons(): CatalogueEntry[] {
  const folders = readdirSync(path.join(packageRoot, 'lessons')).filter((name) => /^\d\d-/.test(name));
  return folders.sort().map((folder) => {
    const file = `lessons/${folder}/lesson.md`;
    const field = fieldsOf(file);
    const exercise = `lessons/${folder}/exercise.md`;
    return {
      number: Number(folder.slice(0, 2)),
      id: field('id'),
      title: field('title'),
      minutes: Number(field('minutes')),
      file,
      exercise: existsSync(path.join(packageRoot, exercise)) ? exerciseOf(exercise) : null,
    };
  });
}

function exerciseOf(file: string): CatalogueEntry['exercise'] {
  const field = fieldsOf(file);
  return { title: field('title'), minutes: Number(field('minutes')) };
}

/** The fields of a page's front matter, as texts. */
function fieldsOf(file: string): (name: string) => string {
  const text = readFileSync(path.join(packageRoot, file), 'utf8');
  return (name) => new RegExp(`^${name}: *(.*)$`, 'm').exec(text)?.[1] ?? '';
}

/** The lesson with a number (`3`, `03`) or an id (`ttl`). @throws a usage error that lists what there is. */
export function findLesson(wanted: string): CatalogueEntry {
  const lessons = listLessons();
  const found = lessons.find(
    (lesson) => lesson.id === wanted || (/^\d+$/.test(wanted) && lesson.number === Number(wanted)),
  );
  if (found) return found;
  const named = ({ number, id }: CatalogueEntry) => `${number} (${id})`;
  const near = nearestLesson(wanted, lessons);
  const hint = near === null ? '' : ` Did you mean ${named(near)}?`;
  throw usageError(`There is no lesson "${wanted}".${hint} There are: ${lessons.map(named).join(', ')}.`);
}

/** Reads and checks a whole lesson. @throws LessonError where the page is wrong. */
export async function loadLesson(entry: CatalogueEntry): Promise<Lesson> {
  const { parseLesson } = await import('./parse.js');
  return parseLesson(readFileSync(path.join(packageRoot, entry.file), 'utf8'), entry.file, entry.number);
}
