import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceOf } from '../lesson/lesson-error.js';
import { packageRoot } from '../package-root.js';
import type { Exercise } from './exercise.js';

/** What a program of an exercise must get. Texts are beginnings. */
export type Expected =
  | { readonly kind: 'passes'; readonly warnings: readonly string[] }
  /** `check`: the first that fails, or `start`; `text`: its mistake, or what was got. */
  | { readonly kind: 'fails'; readonly check: string; readonly text: string };

/** A program that tries the checks. */
export interface ProvingProgram {
  /** Path relative to the exercise's folder, `wrong/caches-in-a-map.ts`. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly expected: Expected;
}

/**
 * The programs of an exercise: starter, solution, and what is under `wrong/` and `unusual/`, each with what
 * its first lines say that it must get.
 * @throws LessonError with file and line where a program does not say it.
 */
export function programsOf(exercise: Exercise): ProvingProgram[] {
  const program = (name: string, expected: (file: string) => Expected): ProvingProgram => {
    const file = path.join(exercise.folder, name);
    return { name, file, expected: expected(file) };
  };
  return [
    program('starter.ts', () => ({ kind: 'fails', check: exercise.starterFails, text: '' })),
    program('solution.ts', () => ({ kind: 'passes', warnings: [] })),
    ...namesIn(exercise.folder, 'wrong').map((name) => program(name, readWrong)),
    ...namesIn(exercise.folder, 'unusual').map((name) => program(name, readUnusual)),
  ];
}

function namesIn(folder: string, kind: string): string[] {
  const directory = path.join(folder, kind);
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(kind, name));
}

function readWrong(file: string): Expected {
  const [line = ''] = headOf(file);
  const [, check, text] = line.match(/^\/\/ wrong: ([\w-]+): (.+)$/) ?? [];
  if (check !== undefined && text !== undefined) return { kind: 'fails', check, text };
  const form =
    '`// wrong: <id of the first check that fails>: <the beginning of its mistake or of what was got>`';
  return sourceOf(path.relative(packageRoot, file)).fail(1, `a wrong program starts with ${form}`);
}

function readUnusual(file: string): Expected {
  const [line = '', ...rest] = headOf(file);
  if (!/^\/\/ unusual: \S/.test(line)) {
    const form = '`// unusual: <what is unusual>`';
    sourceOf(path.relative(packageRoot, file)).fail(1, `an unusual program starts with ${form}`);
  }
  const warnings = rest.flatMap((text) => text.match(/^\/\/ warns: (.+)$/)?.[1] ?? []);
  return { kind: 'passes', warnings };
}

/** The comment lines with which a file begins. */
function headOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return end === -1 ? lines : lines.slice(0, end);
}
