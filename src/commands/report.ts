import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { environmentError, exitCodes, messageOf, usageError } from '../errors.js';
import { replaceFile } from '../kept-file.js';
import { findLesson } from '../lesson/catalogue.js';
import { lastRecorded, readRecording, recordingFile } from '../recording.js';
import type { RunRecording } from '../recording-content.js';
import { generator, renderReport } from '../report/page.js';

/** Writes a lesson as the learner ran it to an HTML file: the one given, or the one run last. Returns the exit code. */
export function reportCommand(wanted: string | undefined, { output }: { output?: string }): number {
  const recording = recordingOf(wanted);
  const { number } = recording.lesson;
  const file = path.resolve(output ?? `cache-tutorial-lesson-${number}.html`);
  refuseForeign(file);
  const page = pageOf(recording, wanted);
  try {
    replaceFile(file, page);
  } catch (error) {
    const advice = 'choose another place by --output.';
    throw environmentError(`${file} cannot be written (${messageOf(error)}): ${advice}`, error);
  }
  process.stdout.write(
    `The report of lesson ${number} is in ${file}\nOpen it in a browser: ${pathToFileURL(file)}\n`,
  );
  return exitCodes.ok;
}

/** A recording is looked at only as far as it takes to go on with it: damage within its events shows here. */
function pageOf(recording: RunRecording, wanted: string | undefined): string {
  try {
    return renderReport(recording);
  } catch (error) {
    throw damaged(recording.lesson.id, wanted, error);
  }
}

function damaged(id: string, wanted: string | undefined, cause?: unknown) {
  const again = `\`cache-tutorial lesson ${wanted ?? id}\``;
  return usageError(`${recordingFile(id)} is damaged and cannot be read: run ${again} again.`, cause);
}

function recordingOf(wanted: string | undefined): RunRecording {
  const id = wanted === undefined ? lastRecorded() : findLesson(wanted).id;
  if (id === null) {
    throw usageError('No lesson has been run yet: run one first, such as `cache-tutorial lesson 1`.');
  }
  const recording = readRecording(id);
  const again = `\`cache-tutorial lesson ${wanted ?? id}\``;
  if (recording === null)
    throw usageError(`Lesson ${wanted ?? id} has not been run yet: run ${again} first.`);
  if (typeof recording !== 'string') return recording;
  if (recording === 'damaged') throw damaged(id, wanted);
  throw usageError(
    `${recordingFile(id)} was written by a newer version: install cache-tutorial@latest, or run ${again} again.`,
  );
}

/** @throws a usage error when the file is there and is no report of ours. */
function refuseForeign(file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw environmentError(
      `${file} cannot be replaced (${messageOf(error)}): choose another file by --output.`,
      error,
    );
  }
  if (!text.includes(generator)) {
    throw usageError(
      `${file} is there and is not a report: choose another file by --output, or move it away.`,
    );
  }
}
