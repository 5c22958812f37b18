import { exitCodes, usageError } from '../errors.js';
import { loadExercise } from '../exercise/load.js';
import { workspaceOf } from '../exercise/workspace.js';
import { compareWithSolution } from '../exercise/workspace-solution.js';
import { exerciseProgress } from '../progress-exercise.js';
import { renderSolution } from '../view/grade-help.js';
import { printPage } from './print-page.js';

/** Prints the solution of an exercise, as a diff where the learner has a file. Returns the exit code. */
export async function solutionCommand(
  wanted: string,
  { dir = '.', anyway = false }: { dir?: string; anyway?: boolean },
): Promise<number> {
  const exercise = await loadExercise(wanted);
  const { number, id } = exercise;
  if (!anyway && exerciseProgress(id).doneAt === null) {
    throw usageError(
      `The solution opens when your server has passed. \`cache-tutorial hint ${number}\` helps; ` +
        `\`cache-tutorial solution ${number} --anyway\` shows it now.`,
    );
  }
  const solution = compareWithSolution(exercise, workspaceOf(exercise, dir));
  // A pipe gets what `patch` and compilers read.
  if (process.stdout.isTTY || solution.kind === 'same')
    printPage((screen) => renderSolution(solution, screen));
  else process.stdout.write(solution.text);
  return exitCodes.ok;
}
