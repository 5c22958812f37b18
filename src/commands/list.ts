import { exitCodes } from '../errors.js';
import { listLessons } from '../lesson/catalogue.js';
import { readProgress } from '../progress.js';

/** Prints the lessons with what has been done. Returns the exit code. */
export function listCommand(options: { json?: true }): number {
  const progress = readProgress((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  const lessons = listLessons().map(({ number, id, title, minutes }) => ({
    number,
    id,
    title,
    minutes,
    doneAt: progress.lessons[id]?.doneAt ?? null,
  }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ lessons })}\n`);
    return exitCodes.ok;
  }
  const idWidth = Math.max(...lessons.map(({ id }) => id.length));
  const titleWidth = Math.max(...lessons.map(({ title }) => title.length));
  for (const { number, id, title, minutes, doneAt } of lessons) {
    const done = doneAt === null ? '' : `done ${doneAt.slice(0, 10)}`;
    const row = `${String(number).padStart(2)}  ${id.padEnd(idWidth)}  ${title.padEnd(titleWidth)}  ${String(minutes).padStart(2)} min  ${done}`;
    process.stdout.write(`${row.trimEnd()}\n`);
  }
  return exitCodes.ok;
}
