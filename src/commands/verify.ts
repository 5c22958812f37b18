import { exitCodes } from '../errors.js';
import { type CatalogueEntry, findLesson, listLessons, loadLesson } from '../lesson/catalogue.js';
import type { ExpectationEvent } from '../lesson/events.js';
import { LessonError } from '../lesson/lesson-error.js';
import { runLesson } from '../lesson/run.js';
import { openWithServers, type StoreOptions } from './open-with-servers.js';
import { type Session, withSession } from './session.js';

/** How one lesson did, as `verify --json` prints it. */
interface Verdict {
  type: 'verdict';
  lesson: string;
  ok: boolean;
  expectations: number;
  /** The expectations that did not hold, or the place where the page could not be read. */
  failures: { file: string; line: number; text: string; expected: string; got: string }[];
}

/** Runs lessons as written, one after another. Returns the exit code. */
export async function verifyCommand(
  wanted: string[],
  options: StoreOptions & { json?: true },
): Promise<number> {
  const entries = wanted.length === 0 ? listLessons() : wanted.map(findLesson);
  let failed = 0;
  for (const entry of entries) {
    let verdict: Verdict | undefined;
    const code = await withSession(async (session) => {
      verdict = await verify(entry, options, session);
      return exitCodes.ok;
    });
    if (!verdict) return code;
    process.stdout.write(options.json ? `${JSON.stringify(verdict)}\n` : describe(entry, verdict));
    if (!verdict.ok) failed++;
  }
  if (!options.json) process.stdout.write(`${entries.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? exitCodes.ok : exitCodes.notHeld;
}

async function verify(entry: CatalogueEntry, options: StoreOptions, session: Session): Promise<Verdict> {
  const failures: Verdict['failures'] = [];
  let expectations = 0;
  try {
    const lesson = await loadLesson(entry);
    for await (const event of runLesson(lesson, openWithServers(lesson.servers, options, session))) {
      if (event.type !== 'expectation') continue;
      expectations++;
      if (!event.ok) failures.push(failureOf(event));
    }
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    failures.push({ file: error.file, line: error.line, text: error.problem, expected: '', got: '' });
  }
  return { type: 'verdict', lesson: entry.id, ok: failures.length === 0, expectations, failures };
}

function failureOf({ file, line, text, expected, got }: ExpectationEvent): Verdict['failures'][number] {
  return { file, line, text, expected, got };
}

function describe({ number, title }: CatalogueEntry, { ok, expectations, failures }: Verdict): string {
  const head = ok
    ? `ok      lesson ${number}, ${title}: ${expectations} expectations held\n`
    : `failed  lesson ${number}, ${title}\n`;
  return head + failures.map(describeFailure).join('');
}

function describeFailure({ file, line, text, expected, got }: Verdict['failures'][number]): string {
  const detail = expected === '' ? '' : `\n          expected ${expected}, got ${got}`;
  return `        ${file}:${line}: ${text}${detail}\n`;
}
