import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { type Home, nothingLeft } from './home.js';
import { run, test } from './program.js';

const workspace = 'cache-tutorial-exercises/01-no-cache';
const solution = readFileSync(path.join(packageRoot, 'lessons/01-no-cache/solution.ts'), 'utf8');
const fileIn = (home: Home, name: string) => path.join(home.directory, workspace, name);

test('the starter fails for its reason, the solution passes, and both are remembered', async ({ home }) => {
  writeFileSync(path.join(home.directory, 'notes.txt'), 'mine');
  const before = readdirSync(home.directory);
  const first = await run(home, ['exercise', '1']);
  expect(first).toMatchObject({ code: 1, stderr: '' });
  expect(first.stdout).toContain(`made  ${workspace}/server.ts`);
  expect(first.stdout).toMatch(/✘ the route is not written yet\n/);
  expect(first.stdout).not.toContain('\x1b');
  await nothingLeft(home);

  expect((await run(home, ['list'])).stdout).toMatch(/^ 1 {2}no-cache .* exercise: 1 attempt$/m);
  writeFileSync(fileIn(home, 'server.ts'), solution);
  const second = await run(home, ['exercise', 'no-cache']);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain(`Your files in ${workspace} are as you left them.`);
  expect(second.stdout).toMatch(/✔ all \d+ checks passed/);
  expect(second.stdout).toContain('Next is lesson 2, A cache: cache-tutorial lesson 2');
  await nothingLeft(home);

  expect((await run(home, ['list'])).stdout).toMatch(/^ 1 {2}no-cache .* exercise: done \d{4}-\d\d-\d\d$/m);
  expect((await run(home, ['progress'])).stdout).toContain(`kept in ${home.env.XDG_DATA_HOME}`);
  // Nothing else in the learner's directory has changed: `data` is where this home keeps progress.
  expect(readdirSync(home.directory).sort()).toEqual([...before, 'cache-tutorial-exercises', 'data'].sort());
  expect(readFileSync(fileIn(home, 'server.ts'), 'utf8')).toBe(solution);
  expect(readFileSync(path.join(home.directory, 'notes.txt'), 'utf8')).toBe('mine');
});

test('as JSON: the documented lines, a seed that repeats the run, and a server that does not start', async ({
  home,
}) => {
  mkdirSync(path.join(home.directory, workspace), { recursive: true });
  writeFileSync(fileIn(home, 'server.ts'), 'const app = ;\n');
  const { code, stdout } = await run(home, ['exercise', '1', '--json', '--seed', 'abc']);
  expect(code).toBe(1);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  expect(lines.slice(0, 4).map(({ type }) => type)).toEqual(['workspace', 'lab', 'attempt', 'start']);
  expect(lines[2]).toMatchObject({ seed: 'abc', server: 'server.ts' });
  expect(lines[3]).toMatchObject({
    ok: false,
    failure: { problem: expect.stringContaining('syntax error') },
  });
  expect(lines.at(-1)).toMatchObject({ type: 'graded', ok: false, passed: 0, failed: 0 });
});

test('hints come one by one; the solution opens after a pass, or anyway, as a patch; a reset keeps the file', async ({
  home,
}) => {
  const hints = [];
  for (let number = 1; number <= 5; number++) hints.push((await run(home, ['hint', '1'])).stdout);
  expect(hints.slice(0, 4).map((text) => /Hint \d of \d/.exec(text)?.[0])).toEqual(
    [1, 2, 3, 4].map((number) => `Hint ${number} of 4`),
  );
  expect(hints[4]).toContain('All 4 hints have been given.');
  expect((await run(home, ['hint', '1', '--again'])).stdout).toBe(hints[0]);

  const early = await run(home, ['solution', '1']);
  expect(early).toMatchObject({ code: 2, stdout: '' });
  expect(early.stderr).toContain('cache-tutorial solution 1 --anyway');

  expect((await run(home, ['reset', '1'])).stdout).toContain('server.ts is the starter.');
  const starter = readFileSync(fileIn(home, 'server.ts'), 'utf8');
  const { stdout: patch } = await run(home, ['solution', '1', '--anyway']);
  const patched = path.join(home.directory, 'patched.ts');
  writeFileSync(patched, starter);
  execFileSync('patch', ['-s', patched], { input: patch });
  expect(readFileSync(patched, 'utf8').endsWith(`\n${solution}`)).toBe(true);

  writeFileSync(fileIn(home, 'server.ts'), 'mine');
  const reset = await run(home, ['reset', '1']);
  const [kept = ''] = readdirSync(path.join(home.directory, workspace)).filter((name) =>
    name.includes('before'),
  );
  expect(reset.stdout.replace(/\s+/g, ' ')).toContain(`what you had is kept in ${kept}`);
  expect(readFileSync(fileIn(home, kept), 'utf8')).toBe('mine');
  expect(readFileSync(fileIn(home, 'server.ts'), 'utf8')).toBe(starter);
});

test('what cannot be done is one sentence, and its exit code', async ({ home }) => {
  const cases: [args: string[], code: number, says: RegExp][] = [
    [['exercise', '99'], 2, /There is no lesson "99"/],
    [['hint', 'nonsense'], 2, /There is no lesson "nonsense"/],
    [['exercise', '1', '--dir', 'blocked'], 3, /blocked is not a directory: move it away/],
    [['progress', 'import', 'missing.json'], 2, /missing\.json cannot be read/],
    [['progress', 'import', 'blocked'], 2, /blocked is not a progress file/],
    [['progress', 'export', 'blocked'], 2, /blocked exists/],
  ];
  const blocked = path.join(home.directory, 'blocked');
  writeFileSync(blocked, 'mine');
  for (const [args, code, says] of cases) {
    const result = await run(home, args);
    expect(result, args.join(' ')).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(says);
    expect(result.stderr.trimEnd()).not.toContain('\n');
  }
  expect(readFileSync(blocked, 'utf8')).toBe('mine');
});

test('progress that is exported on one machine is added to that of another', async ({ home }) => {
  await run(home, ['hint', '2']);
  await run(home, ['hint', '2']);
  expect(await run(home, ['progress', 'export', 'mine.json'])).toMatchObject({ code: 0, stderr: '' });
  const text = readFileSync(path.join(home.directory, 'mine.json'), 'utf8');
  expect((await run(home, ['progress', 'export'])).stdout).toBe(text);
  rmSync(path.join(home.directory, 'data'), { recursive: true });
  await run(home, ['hint', '1']);
  expect((await run(home, ['progress', 'import', 'mine.json'])).code).toBe(0);
  const merged = JSON.parse((await run(home, ['progress', 'export'])).stdout) as { exercises: object };
  expect(merged.exercises).toMatchObject({ cache: { hints: 2 }, 'no-cache': { hints: 1 } });
});

test('progress that cannot be saved changes no verdict, and is said', async ({ home }) => {
  mkdirSync(path.join(home.directory, workspace), { recursive: true });
  writeFileSync(fileIn(home, 'server.ts'), solution);
  writeFileSync(path.join(home.directory, 'data'), 'in the way');
  const { code, stdout, stderr } = await run(home, ['exercise', '1']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/✔ all \d+ checks passed/);
  expect(stderr).toMatch(/^cache-tutorial: Your progress could not be saved: .*\n$/);
});
