import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentError, messageOf, TutorialError } from './errors.js';
import { keepAside, replaceFile } from './kept-file.js';
import { withLock } from './lab/lock.js';
import type { LessonEvent } from './lesson/events.js';
import type { Observer } from './lesson/observed.js';
import { formatRecording, parseRecording, Recorder, type RunRecording } from './recording-content.js';
import { userDirectory } from './user-directory.js';
import type { Misread } from './versioned-json.js';

const directory = () => path.join(userDirectory('data'), 'runs');

/** Where the last run of a lesson is kept: a JSON file in the user's data directory. */
export function recordingFile(lessonId: string): string {
  return path.join(directory(), `${lessonId}.json`);
}

/**
 * The last run of a lesson; null when there is none, and why not when its file cannot be understood.
 * @throws an environment error when the file cannot be read.
 */
export function readRecording(lessonId: string): RunRecording | Misread | null {
  const file = recordingFile(lessonId);
  try {
    return parseRecording(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw environmentError(`${file} could not be read (${messageOf(error)}): make it readable.`, error);
  }
}

/** The id of the lesson that was recorded last; null when none was. Files that cannot be understood do not count. */
export function lastRecorded(): string | null {
  let names: string[];
  try {
    names = readdirSync(directory());
  } catch {
    return null;
  }
  const found = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      id: name.slice(0, -'.json'.length),
      run: readRecording(name.slice(0, -'.json'.length)),
    }))
    .flatMap(({ id, run }) => (run === null || typeof run === 'string' ? [] : [{ id, at: run.savedAt }]))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return found[0]?.id ?? null;
}

/** The recording of a run that goes on. */
export interface Recording {
  /** Takes up an event, of the lesson or aside from it; announcements and reports of progress are passed over. */
  add(event: LessonEvent, aside?: true): void;
  /** Writes what was done since the last time, if anything was. Rejects with an environment error. */
  save(): Promise<void>;
}

/**
 * Goes on with the recording of a lesson, or begins one. What it has of a scene, and of those after it, stays until
 * that scene comes again. A file that cannot be understood counts as none; it is kept aside when something is saved.
 */
export function openRecording(
  lessonId: string,
  report: (message: string) => void = reportToLearner,
): Recording {
  const file = recordingFile(lessonId);
  const recorder = new Recorder(earlierRun(lessonId));
  const write = async (recording: RunRecording) => {
    const found = readRecording(lessonId);
    if (typeof found === 'string') {
      const complaint = found === 'newer' ? 'was written by a newer version of the tutorial' : 'is damaged';
      report(`The recording of an earlier run ${complaint}; it is kept as ${keepAside(file)}.`);
    }
    replaceFile(file, formatRecording(recording));
  };
  return {
    add: (event, aside) => recorder.add(event, aside),
    async save() {
      const { recording, changed } = recorder;
      if (recording === null || !changed) return;
      recorder.changed = false;
      try {
        mkdirSync(directory(), { recursive: true });
        // The lock's files begin with its name and must not begin with that of another file.
        await withLock(path.join(directory(), 'lock'), () => write(recording));
      } catch (error) {
        recorder.changed = true;
        if (error instanceof TutorialError) throw error;
        const advice = `Make ${directory()} writable.`;
        throw environmentError(`This run could not be recorded: ${messageOf(error)}. ${advice}`, error);
      }
    },
  };
}

/** A run goes on even where nothing can be read; what stands in the way is told when it is saved. */
function earlierRun(lessonId: string): RunRecording | null {
  try {
    const found = readRecording(lessonId);
    return typeof found === 'string' ? null : found;
  } catch {
    return null;
  }
}

/**
 * Records the events it is told of. What there is is saved when a scene ends, and by what is given to `defer`, however
 * the run ends; where that cannot be done the learner is told then, and nothing else changes.
 */
export function recordRun(
  lessonId: string,
  { defer }: { defer(close: () => Promise<void>): void },
): Observer {
  const recording = openRecording(lessonId);
  defer(async () => {
    await recording.save().catch((error: unknown) => {
      reportToLearner(messageOf(error));
    });
  });
  return async (event, aside) => {
    // A failure now would come in the middle of a page; it is tried again at the end.
    if (event.type === 'scene') await recording.save().catch(() => {});
    recording.add(event, aside);
  };
}

function reportToLearner(message: string): void {
  process.stderr.write(`cache-tutorial: ${message}\n`);
}
