import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Exercise } from './exercise.js';
import { inWorkspace, solutionOf, starterOf, type Workspace, writeNew } from './workspace.js';

/** The solution for a learner to look at: what to change in the own file, or the whole where there is none. */
export type Solution = { kind: 'patch' | 'file'; text: string } | { kind: 'same' };

/** @throws an environment error when the learner's file cannot be read. */
export function compareWithSolution(exercise: Exercise, { directory, server }: Workspace): Solution {
  const solution = solutionOf(exercise);
  const own = inWorkspace(directory, () => (existsSync(server) ? readFileSync(server, 'utf8') : null));
  if (own === null) return { kind: 'file', text: solution };
  const [before, after] = [own, solution].map((text) => text.replaceAll('\r\n', '\n'));
  if (before === after) return { kind: 'same' };
  const patch = createTwoFilesPatch(
    'server.ts',
    'solution.ts',
    before ?? '',
    after ?? '',
    'yours',
    'the solution',
  );
  // `diff -u` has no line above the names.
  return { kind: 'patch', text: patch.replace(/^=+\n/, '') };
}

/**
 * Puts the starter back. What was there is kept beside it; returns its name, or null when there was nothing.
 * `now` names the file. @throws an environment error when the directory cannot be written.
 */
export function resetServer(exercise: Exercise, { directory, server }: Workspace, now: Date): string | null {
  return inWorkspace(directory, () => {
    mkdirSync(directory, { recursive: true });
    const kept = existsSync(server) ? freeName(directory, now) : null;
    if (kept !== null) renameSync(server, path.join(directory, kept));
    try {
      writeNew(server, () => starterOf(exercise));
    } catch (error) {
      // The learner would not know by which name their file goes now.
      if (kept !== null) renameSync(path.join(directory, kept), server);
      throw error;
    }
    return kept;
  });
}

function freeName(directory: string, now: Date): string {
  const time = now.toISOString().replace(/\..*/, '').replaceAll(':', '-');
  for (let number = 1; ; number++) {
    const name = `server.before-reset-${time}${number === 1 ? '' : `-${number}`}.ts`;
    if (!existsSync(path.join(directory, name))) return name;
  }
}
