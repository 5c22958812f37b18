import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentError, messageOf, TutorialError } from './errors.js';
import { nothingDone, type Progress, parseProgress, type StoppedAt } from './progress-content.js';
import { userDirectory } from './user-directory.js';
import type { Misread } from './versioned-json.js';

/** Where progress is kept: a JSON file in the user's data directory. */
export function progressFile(): string {
  return path.join(userDirectory('data'), 'progress.json');
}

/**
 * Reads what has been done, and changes nothing. A file that cannot be understood counts as none, and `report`
 * is told; it stays where it is until something is to be saved, and is kept aside then.
 */
export function readProgress(report: (message: string) => void = () => {}): Progress {
  const file = progressFile();
  try {
    const progress = readFile(file);
    if (typeof progress !== 'string') return progress;
    report(`Your progress file ${file} ${complaints[progress]}; it will not be overwritten.`);
  } catch (error) {
    report(messageOf(error));
  }
  return nothingDone;
}

/**
 * Replaces what has been done by what `change` makes of it, and resolves with that. No other program can write
 * in between, and a reader, or a crash, never meets half of a file. A file that cannot be understood is kept
 * aside under another name, and `report` is told.
 * Rejects with an environment error when the directory cannot be written.
 */
export async function updateProgress(
  change: (progress: Progress) => Progress,
  report: (message: string) => void = reportToLearner,
): Promise<Progress> {
  const file = progressFile();
  const directory = path.dirname(file);
  const [{ keepAside, replaceFile }, { formatProgress }, { withLock }] = await Promise.all([
    import('./kept-file.js'),
    import('./progress-content.js'),
    import('./lab/lock.js'),
  ]);
  try {
    mkdirSync(directory, { recursive: true });
    // The lock's files begin with its name and must not begin with that of another file.
    return await withLock(path.join(directory, 'lock'), async () => {
      const found = readFile(file);
      if (typeof found === 'string') {
        const aside = keepAside(file);
        report(`Your progress file ${complaints[found]}; it is kept as ${aside}, and a new one is begun.`);
      }
      const changed = change(typeof found === 'string' ? nothingDone : found);
      replaceFile(file, formatProgress(changed));
      return changed;
    });
  } catch (error) {
    if (error instanceof TutorialError) throw error;
    throw environmentError(
      `Your progress could not be saved: ${messageOf(error)}. Make ${directory} writable.`,
      error,
    );
  }
}

/** Notes a lesson as done; the first time counts. Rejects as `updateProgress` does. */
export async function recordDone(id: string): Promise<void> {
  await updateProgress((progress) => ({
    ...progress,
    lessons: { ...progress.lessons, [id]: progress.lessons[id] ?? { doneAt: new Date().toISOString() } },
  }));
}

/** Notes the scene of a lesson at which the learner is, or null that it was ended. Rejects as `updateProgress` does. */
export async function recordPlace(id: string, place: Omit<StoppedAt, 'at'> | null): Promise<void> {
  await updateProgress((progress) => {
    const { [id]: _, ...stopped } = progress.stopped;
    return {
      ...progress,
      stopped: place === null ? stopped : { ...stopped, [id]: { ...place, at: new Date().toISOString() } },
    };
  });
}

function readFile(file: string): Progress | Misread {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothingDone;
    throw environmentError(`Your progress could not be read (${messageOf(error)}): make it readable.`, error);
  }
  return parseProgress(text);
}

const complaints = {
  newer: 'was written by a newer version of the tutorial',
  damaged: 'is damaged and cannot be read',
} as const;

const reportToLearner = (message: string) => process.stderr.write(`cache-tutorial: ${message}\n`);
