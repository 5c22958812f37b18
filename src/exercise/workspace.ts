import { lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { environmentError, messageOf, TutorialError } from '../errors.js';
import { createFile } from '../kept-file.js';
import type { Exercise } from './exercise.js';
import { linkPackages } from './workspace-links.js';
import { packageJson, readme, tsconfig, withTask } from './workspace-texts.js';

/** The directory in which a learner works on one exercise. */
export interface Workspace {
  /** Absolute. */
  readonly directory: string;
  /** The learner's TypeScript, whether or not it is there. Absolute. */
  readonly server: string;
}

/** The workspace of an exercise below `base`, which need not be there. */
export function workspaceOf({ number, id }: Pick<Exercise, 'number' | 'id'>, base: string): Workspace {
  const name = `${String(number).padStart(2, '0')}-${id}`;
  const directory = path.join(path.resolve(base), 'cache-tutorial-exercises', name);
  return { directory, server: path.join(directory, 'server.ts') };
}

/**
 * Makes what is missing in a workspace, and never touches a file that is there; links to packages are renewed.
 * `page`: only the README, for a server in another language. Returns the names of the files that were made.
 * @throws an environment error when the directory cannot be used.
 */
export function fillWorkspace(exercise: Exercise, { directory }: Workspace, parts: 'all' | 'page'): string[] {
  const files: [name: string, text: () => string][] = [['README.md', () => readme(exercise)]];
  if (parts === 'all') {
    files.unshift(['server.ts', () => starterOf(exercise)]);
    files.push(['package.json', () => packageJson(exercise)], ['tsconfig.json', tsconfig]);
  }
  return inWorkspace(directory, () => {
    mkdirSync(directory, { recursive: true });
    const made = files
      .filter(([name, text]) => writeNew(path.join(directory, name), text))
      .map(([name]) => name);
    if (exists(path.join(directory, 'package.json'))) linkPackages(directory);
    return made;
  });
}

/** What the learner begins with: the starter below the task. */
export function starterOf(exercise: Exercise): string {
  return withTask(exercise, readFileSync(path.join(exercise.folder, 'starter.ts'), 'utf8'));
}

/** The solution as it would stand in the learner's file. */
export function solutionOf(exercise: Exercise): string {
  return withTask(exercise, readFileSync(path.join(exercise.folder, 'solution.ts'), 'utf8'));
}

/** Runs what works on the files of a workspace. @throws an environment error where the file system refuses. */
export function inWorkspace<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TutorialError) throw error;
    const file = fileInTheWay(directory);
    throw environmentError(
      file === undefined
        ? `The workspace ${directory} cannot be written (${messageOf(error)}): choose another place with --dir.`
        : `${file} is not a directory: move it away, or choose another place with --dir.`,
      error,
    );
  }
}

/** The first of the directory, those above it, and its `node_modules`, that is there and is no directory. */
function fileInTheWay(directory: string): string | undefined {
  const places = [path.join(directory, 'node_modules')];
  for (let place = directory; place !== path.dirname(place); place = path.dirname(place))
    places.unshift(place);
  return places.find((place) => exists(place) && !isDirectory(place));
}

/**
 * Whether it was made: false when something of that name is there already, a link that leads nowhere too. Half a file
 * would be taken for the learner's at the next run: it is there whole or not at all.
 */
export function writeNew(file: string, text: () => string): boolean {
  if (exists(file)) return false;
  createFile(file, text());
  return true;
}

/** Whether there is anything of this name; what cannot be looked at shows where it is used. */
function exists(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function isDirectory(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}
