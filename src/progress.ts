import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { environmentError, messageOf } from './errors.js';

/** What the learner has done, by the stable ids of lessons. */
export interface Progress {
  readonly version: 1;
  readonly lessons: Readonly<Record<string, { readonly doneAt: string }>>;
}

const nothing: Progress = { version: 1, lessons: {} };

/** Where progress is kept: a JSON file in the user's data directory. */
export function progressFile(): string {
  return path.join(envPaths('cache-tutorial', { suffix: '' }).data, 'progress.json');
}

/**
 * Reads what has been done. A file that cannot be understood is kept aside under another name, and
 * `report` is told; it is never overwritten.
 */
export function readProgress(report: (message: string) => void = () => {}): Progress {
  const file = progressFile();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return nothing;
  }
  const progress = understand(text);
  if (progress) return progress;
  const aside = `${file}.unreadable-${Date.now()}`;
  renameSync(file, aside);
  report(`Your progress file could not be read; it is kept as ${aside}, and a new one is begun.`);
  return nothing;
}

function understand(text: string): Progress | null {
  try {
    const value = JSON.parse(text) as Partial<Progress> | null;
    const lessons = value?.lessons;
    if (value?.version !== 1 || typeof lessons !== 'object' || lessons === null) return null;
    return Object.values(lessons).every((entry) => typeof entry?.doneAt === 'string')
      ? (value as Progress)
      : null;
  } catch {
    return null;
  }
}

/**
 * Notes a lesson as done now. The file is replaced as a whole, so that a reader, or a crash, never meets half of it.
 * @throws an environment error when the directory cannot be written.
 */
export function recordDone(id: string): void {
  const file = progressFile();
  const progress = readProgress((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  const lessons = { ...progress.lessons, [id]: { doneAt: new Date().toISOString() } };
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify({ ...progress, lessons }, null, 2)}\n`);
    renameSync(temporary, file);
  } catch (error) {
    throw environmentError(
      `Your progress could not be saved: ${messageOf(error)}. Make ${path.dirname(file)} writable.`,
      error,
    );
  }
}
