import path from 'node:path';
import { exitCodes } from '../errors.js';
import { loadExercise } from '../exercise/load.js';
import { workspaceOf } from '../exercise/workspace.js';
import { resetServer } from '../exercise/workspace-solution.js';
import { resetText } from '../view/grade-help.js';
import { wrap } from '../view/text.js';
import { printPage } from './print-page.js';

/** Puts the starter of an exercise back, and keeps what was there beside it. Returns the exit code. */
export async function resetCommand(wanted: string, { dir = '.' }: { dir?: string }): Promise<number> {
  const exercise = await loadExercise(wanted);
  const workspace = workspaceOf(exercise, dir);
  const text = resetText(resetServer(exercise, workspace, new Date()));
  const place = path.relative(process.cwd(), workspace.directory) || '.';
  printPage(({ width }) => wrap(`In ${place}: ${text}`, width).join('\n'));
  return exitCodes.ok;
}
