import { existsSync } from 'node:fs';
import path from 'node:path';
import { exitCodes } from '../errors.js';
import { type CatalogueEntry, findLesson, listLessons } from '../lesson/catalogue.js';
import { packageRoot } from '../package-root.js';
import { type Session, withSession } from './session.js';
import type { StoreOptions } from './store-choice.js';
import { describeExercise, verifyExercise } from './verify-exercise.js';
import { describeLesson, verifyLesson } from './verify-lesson.js';

export interface VerifyOptions extends StoreOptions {
  json?: true;
  only?: 'lessons' | 'exercises';
}

/** What was found, and how it is printed. */
interface Finding {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly text: string;
}

/** Runs lessons as written, and proves the checks of their exercises. Returns the exit code. */
export async function verifyCommand(wanted: string[], options: VerifyOptions): Promise<number> {
  const entries = wanted.length === 0 ? listLessons() : wanted.map(findLesson);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const part of entries.flatMap((entry) => partsOf(entry, options.only))) {
    let finding: Finding | undefined;
    const code = await withSession(async (session) => {
      finding = await part(options, session);
      return exitCodes.ok;
    });
    if (!finding) return code;
    process.stdout.write(finding.text);
    counts[finding.outcome]++;
  }
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  if (!options.json) process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  return counts.failed === 0 ? exitCodes.ok : exitCodes.notHeld;
}

type Part = (options: VerifyOptions, session: Session) => Promise<Finding>;

function partsOf(entry: CatalogueEntry, only: VerifyOptions['only']): Part[] {
  const lesson: Part = async (options, session) => {
    const verdict = await verifyLesson(entry, options, session);
    return {
      outcome: verdict.skipped !== null ? 'skipped' : verdict.ok ? 'passed' : 'failed',
      text: options.json ? `${JSON.stringify(verdict)}\n` : describeLesson(entry, verdict),
    };
  };
  const exercise: Part = async (options, session) => {
    const verdict = await verifyExercise(entry, options, session);
    return {
      outcome: verdict.ok ? 'passed' : 'failed',
      text: options.json ? `${JSON.stringify(verdict)}\n` : describeExercise(entry, verdict),
    };
  };
  const page = path.join(packageRoot, path.dirname(entry.file), 'exercise.md');
  return [
    ...(only === 'exercises' ? [] : [lesson]),
    ...(only === 'lessons' || !existsSync(page) ? [] : [exercise]),
  ];
}
