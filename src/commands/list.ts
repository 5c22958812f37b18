import { exitCodes } from '../errors.js';
import { listLessons } from '../lesson/catalogue.js';
import { readProgress } from '../progress.js';
import { type ExerciseProgress, type Progress, untouched } from '../progress-content.js';

/** A lesson with what has been done of it. */
interface Row {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** When the lesson was done, in ISO 8601; null before that. */
  readonly doneAt: string | null;
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
  return rows
    .map((row) => {
      const { number, id, title, minutes } = row;
      const start = `${String(number).padStart(2)}  ${id.padEnd(idWidth)}  ${title.padEnd(titleWidth)}`;
      return `${`${start}  ${String(minutes).padStart(2)} min  ${whatIsDone(row)}`.trimEnd()}\n`;
    })
    .join('');
}

function rowsOf({ lessons, exercises }: Progress): Row[] {
  return listLessons().map(({ number, id, title, minutes, hasExercise }) => ({
    number,
    id,
    title,
    minutes,
    doneAt: lessons[id]?.doneAt ?? null,
    exercise: hasExercise ? (exercises[id] ?? untouched) : null,
  }));
}

function whatIsDone({ doneAt, exercise }: Row): string {
  const lesson = doneAt === null ? '' : `done ${day(doneAt)}`;
  if (exercise === null || (exercise.doneAt === null && exercise.attempts === 0)) return lesson;
  const attempts = `${exercise.attempts} ${exercise.attempts === 1 ? 'attempt' : 'attempts'}`;
  const own = exercise.doneAt === null ? attempts : `done ${day(exercise.doneAt)}`;
  return `${lesson.padEnd('done 2000-01-01'.length)}  exercise: ${own}`;
}

const day = (iso: string) => iso.slice(0, 10);
