import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyPatch } from 'diff';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadExercise } from './load.js';
import { fillWorkspace, solutionOf, starterOf, type Workspace, workspaceOf } from './workspace.js';
import { compareWithSolution, resetServer } from './workspace-solution.js';

const exercise = await loadExercise(1);
const noon = new Date('2025-06-01T12:00:00.123Z');

let base: string;
let workspace: Workspace;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'workspace-'));
  workspace = workspaceOf(exercise, base);
});
afterEach(() => rmSync(base, { recursive: true }));

const own = () => readFileSync(workspace.server, 'utf8');

test('the solution is a patch that makes it of the learner’s file', () => {
  fillWorkspace(exercise, workspace, 'all');
  writeFileSync(workspace.server, `// mine\n${own().replace('const app', 'const  app')}`);
  const solution = compareWithSolution(exercise, workspace);
  if (solution.kind !== 'patch') throw new Error(solution.kind);
  expect(solution.text).toMatch(/^--- server\.ts\tyours\n\+\+\+ solution\.ts\tthe solution\n@@ /);
  expect(applyPatch(own(), solution.text)).toBe(solutionOf(exercise));
});

test('line ends of Windows are no difference', () => {
  fillWorkspace(exercise, workspace, 'all');
  writeFileSync(workspace.server, solutionOf(exercise).replaceAll('\n', '\r\n'));
  expect(compareWithSolution(exercise, workspace)).toEqual({ kind: 'same' });
});

test('without a file of the learner’s the solution is the whole file', () => {
  expect(compareWithSolution(exercise, workspace)).toEqual({ kind: 'file', text: solutionOf(exercise) });
  expect(readdirSync(base)).toEqual([]);
});

test('a reset keeps every file that was there, also at the same second', () => {
  fillWorkspace(exercise, workspace, 'all');
  for (const text of ['first', 'second']) {
    writeFileSync(workspace.server, text);
    const kept = resetServer(exercise, workspace, noon);
    expect(readFileSync(path.join(workspace.directory, kept ?? ''), 'utf8')).toBe(text);
    expect(own()).toBe(starterOf(exercise));
  }
  const kept = readdirSync(workspace.directory).filter((name) => name.includes('before-reset'));
  expect(kept.sort()).toEqual([
    'server.before-reset-2025-06-01T12-00-00-2.ts',
    'server.before-reset-2025-06-01T12-00-00.ts',
  ]);
});

test('a reset where there is nothing makes the starter', () => {
  expect(resetServer(exercise, workspace, noon)).toBeNull();
  expect(own()).toBe(starterOf(exercise));
});

test('a reset that fails leaves the learner’s file where it was', () => {
  fillWorkspace(exercise, workspace, 'all');
  writeFileSync(workspace.server, 'mine');
  const gone = { ...exercise, folder: path.join(base, 'nowhere') };
  expect(() => resetServer(gone, workspace, noon)).toThrow(/ENOENT/);
  expect(own()).toBe('mine');
  expect(readdirSync(workspace.directory).filter((name) => name.includes('reset'))).toEqual([]);
});
