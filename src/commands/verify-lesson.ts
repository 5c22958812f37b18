import type { CatalogueEntry } from '../lesson/catalogue.js';
import type { ExpectationEvent } from '../lesson/events.js';
import { LessonError } from '../lesson/lesson-error.js';
import { NeedsMore } from '../lesson/needs.js';
import { LessonRun } from '../lesson/run.js';
import { agreedStores } from './agreed-stores.js';
import { openForLesson } from './open-with-servers.js';
import type { Session } from './session.js';
import type { StoreOptions } from './store-choice.js';

/** How one lesson did, as `verify --json` prints it. */
export interface LessonVerdict {
  type: 'verdict';
  lesson: string;
  ok: boolean;
  /** Why it could not be run here: what it needs is not there. Null when it was run. */
  skipped: string | null;
  expectations: number;
  /** How long it waited for time to pass or entries to end, in ms. */
  waitedMs: number;
  /** The expectations that did not hold, or the place where the page could not be read. */
  failures: { file: string; line: number; text: string; expected: string; got: string }[];
}

/** Runs a lesson as written, and notes what did not hold. */
export async function verifyLesson(
  entry: CatalogueEntry,
  options: StoreOptions,
  session: Session,
): Promise<LessonVerdict> {
  const failures: LessonVerdict['failures'] = [];
  let expectations = 0;
  let waitedMs = 0;
  let skipped: string | null = null;
  try {
    const opening = openForLesson(entry, await agreedStores(options, session), session);
    for await (const event of new LessonRun(await opening.lesson, opening).events()) {
      if (event.type === 'wait') waitedMs += event.durationMs;
      if (event.type !== 'expectation') continue;
      expectations++;
      if (!event.ok) failures.push(failureOf(event));
    }
  } catch (error) {
    if (error instanceof NeedsMore) skipped = error.message;
    else if (!(error instanceof LessonError)) throw error;
    else failures.push({ file: error.file, line: error.line, text: error.problem, expected: '', got: '' });
  }
  return {
    type: 'verdict',
    lesson: entry.id,
    ok: failures.length === 0,
    skipped,
    expectations,
    waitedMs: Math.round(waitedMs),
    failures,
  };
}

function failureOf({ file, line, text, expected, got }: ExpectationEvent): LessonVerdict['failures'][number] {
  return { file, line, text, expected, got };
}

/** A verdict on a lesson as lines for a person. */
export function describeLesson(
  { number, title }: CatalogueEntry,
  { ok, skipped, expectations, failures }: LessonVerdict,
): string {
  if (skipped !== null) return `skipped ${skipped}\n`;
  const head = ok
    ? `ok      lesson ${number}, ${title}: ${expectations} expectations held\n`
    : `failed  lesson ${number}, ${title}\n`;
  return head + failures.map(describeFailure).join('');
}

function describeFailure({ file, line, text, expected, got }: LessonVerdict['failures'][number]): string {
  const detail = expected === '' ? '' : `\n          expected ${expected}, got ${got}`;
  return `        ${file}:${line}: ${text}${detail}\n`;
}
