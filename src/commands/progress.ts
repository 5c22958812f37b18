import { readFileSync } from 'node:fs';
import { environmentError, exitCodes, messageOf, usageError } from '../errors.js';
import { createFile } from '../kept-file.js';
import { progressFile, readProgress, updateProgress } from '../progress.js';
import { formatProgress, mergeProgress, parseProgress } from '../progress-content.js';
import { lessonTable, listWidth } from './list.js';

const warn = (message: string) => process.stderr.write(`cache-tutorial: ${message}\n`);

/** Prints what is done, and where that is kept. Returns the exit code. */
export function progressCommand(): number {
  process.stdout.write(`${lessonTable(readProgress(warn), listWidth())}\nkept in ${progressFile()}\n`);
  return exitCodes.ok;
}

/** Writes what is done to a file that is not there yet, or to the standard output. Returns the exit code. */
export function exportProgressCommand(file: string | undefined): number {
  const text = formatProgress(readProgress(warn));
  if (file === undefined) {
    process.stdout.write(text);
    return exitCodes.ok;
  }
  try {
    createFile(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw usageError(`${file} exists: give another name, or remove it first.`, error);
    }
    throw environmentError(`${file} cannot be written (${messageOf(error)}): choose another place.`, error);
  }
  process.stdout.write(
    `Your progress is in ${file}; on another machine: cache-tutorial progress import ${file}\n`,
  );
  return exitCodes.ok;
}

/** Adds what is done according to an exported file. Returns the exit code. */
export async function importProgressCommand(file: string): Promise<number> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(
      `${file} cannot be read (${messageOf(error)}): name a file from \`progress export\`.`,
      error,
    );
  }
  const imported = parseProgress(text);
  if (imported === 'newer') {
    throw usageError(
      `${file} was written by a newer version: install cache-tutorial@latest, and import it again.`,
    );
  }
  if (imported === 'damaged') {
    throw usageError(`${file} is not a progress file, or is damaged: name a file from \`progress export\`.`);
  }
  await updateProgress((progress) => mergeProgress(progress, imported));
  process.stdout.write(`${file} has been added to your progress.\n`);
  return exitCodes.ok;
}
