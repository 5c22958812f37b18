import { exitCodes } from '../errors.js';
import { loadExercise } from '../exercise/load.js';
import { takeHint } from '../progress-exercise.js';
import { renderHint } from '../view/grade-help.js';
import { printPage } from './print-page.js';

/** Prints the next hint of an exercise, or begins again with the first. Returns the exit code. */
export async function hintCommand(wanted: string, { again = false }: { again?: boolean }): Promise<number> {
  const exercise = await loadExercise(wanted);
  const number = await takeHint(exercise.id, exercise.hints.length, again);
  printPage((screen) => renderHint(exercise, number, screen));
  return exitCodes.ok;
}
