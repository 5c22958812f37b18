import { exitCodes } from '../errors.js';
import { listLessons } from '../lesson/catalogue.js';
import { readProgress } from '../progress.js';
import { type ExerciseProgress, type Progress, type StoppedAt, untouched } from '../progress-content.js';
import { exerciseNote, lessonNote } from './what-is-done.js';

/** A lesson with what has been done of it. */
interface Row {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** When the lesson was done, in ISO 8601; null before that. */
  readonly doneAt: string | null;
  /** Where the learner left it; null when nowhere. */
  readonly stopped: StoppedAt | null;
  /** null when it has no exercise. */
  readonly exercise: ExerciseProgress | null;
}

/** Prints the lessons with what has been done. Returns the exit code. */
export function listCommand(options: { json?: true }): number {
  const progress = readProgress((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  if (options.json) process.stdout.write(`${JSON.stringify({ lessons: rowsOf(progress) })}\n`);
  else process.stdout.write(lessonTable(progress));
  return exitCodes.ok;
}

/** Every lesson in a line of its own, with what has been done. */
export function lessonTable(progress: Progress): string {
  const rows = rowsOf(progress);
  const idWidth = Math.max(...rows.map(({ id }) => id.length));
  const titleWidth = Math.max(...rows.map(({ title }) => title.length));
  const noteWidth = Math.max(...rows.map(({ id }) => lessonNote(progress, id).length));
  return rows
    .map(({ number, id, title, minutes }) => {
      const start = `${String(number).padStart(2)}  ${id.padEnd(idWidth)}  ${title.padEnd(titleWidth)}`;
      const exercise = exerciseNote(progress, id);
      const notes = `${lessonNote(progress, id).padEnd(noteWidth)}  ${exercise && `exercise: ${exercise}`}`;
      return `${`${start}  ${String(minutes).padStart(2)} min  ${notes}`.trimEnd()}\n`;
    })
    .join('');
}

function rowsOf({ lessons, exercises, stopped }: Progress): Row[] {
  return listLessons().map(({ number, id, title, minutes, hasExercise }) => ({
    number,
    id,
    title,
    minutes,
    doneAt: lessons[id]?.doneAt ?? null,
    stopped: stopped[id] ?? null,
    exercise: hasExercise ? (exercises[id] ?? untouched) : null,
  }));
}
