import { exitCodes } from '../errors.js';
import { listLessons } from '../lesson/catalogue.js';
import { outputColumns, print, printError } from '../output.js';
import { readProgress } from '../progress.js';
import { type ExerciseProgress, type Progress, type StoppedAt, untouched } from '../progress-content.js';
import { exerciseNote, lessonNote } from './what-is-done.js';

/** Where the id stands. */
const margin = '    ';

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
  readonly exercise: (ExerciseProgress & { readonly title: string; readonly minutes: number }) | null;
}

/** Prints the lessons with what has been done. Returns the exit code. */
export function listCommand(options: { json?: true }): number {
  const progress = readProgress((message) => printError(`cache-tutorial: ${message}\n`));
  if (options.json) print(`${JSON.stringify({ lessons: rowsOf(progress) })}\n`);
  else print(lessonTable(progress, listWidth()));
  return exitCodes.ok;
}

/**
 * Every lesson, with what has been done. Each has a line of its own; where one of them would not fit the width, what
 * has been done stands below.
 */
export function lessonTable(progress: Progress, width: number): string {
  const rows = rowsOf(progress).map(({ number, id, title, minutes }) => {
    const exercise = exerciseNote(progress, id);
    return {
      columns: [String(number).padStart(2), id, title, `${String(minutes).padStart(2)} min`],
      notes: [lessonNote(progress, id), exercise && `exercise: ${exercise}`],
    };
  });
  const inColumns = aligned(rows.map(({ columns, notes }) => [...columns, ...notes]));
  if (inColumns.every((line) => line.length <= width)) return inColumns.map((line) => `${line}\n`).join('');
  return aligned(rows.map(({ columns }) => columns))
    .flatMap((line, index) => [line, ...below(rows[index]?.notes ?? [], width)])
    .map((line) => `${line}\n`)
    .join('');
}

/** As wide as the terminal; where the output is none, a lesson stays in one line. */
export const listWidth = (): number => outputColumns() ?? Number.POSITIVE_INFINITY;

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Notes in one line, or in a line each. */
function below(notes: readonly string[], width: number): string[] {
  const said = notes.filter((note) => note !== '');
  const line = said.join(', ');
  return (line.length + margin.length <= width ? [line] : said)
    .filter((text) => text !== '')
    .map((text) => margin + text);
}

function rowsOf({ lessons, exercises, stopped }: Progress): Row[] {
  return listLessons().map(({ number, id, title, minutes, exercise }) => ({
    number,
    id,
    title,
    minutes,
    doneAt: lessons[id]?.doneAt ?? null,
    stopped: stopped[id] ?? null,
    exercise: exercise && { ...exercise, ...(exercises[id] ?? untouched) },
  }));
}
