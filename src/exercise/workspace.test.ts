import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadExercise } from './load.js';
import { randomFrom } from './random.js';
import { fillWorkspace, solutionOf, starterOf, type Workspace, workspaceOf } from './workspace.js';
import { linkedPackages } from './workspace-links.js';

const exercise = await loadExercise(1);
const all = ['server.ts', 'README.md', 'package.json', 'tsconfig.json'];

let base: string;
let workspace: Workspace;
beforeEach(() => {
  base = mkdtempSync(path.join(realpathSync(tmpdir()), 'workspace-'));
  workspace = workspaceOf(exercise, base);
});
afterEach(() => rmSync(base, { recursive: true }));

const inside = (...names: string[]) => path.join(workspace.directory, ...names);
const read = (name: string) => readFileSync(inside(name), 'utf8');

test('a workspace has the starter below its task, the page, and nothing outside its directory', () => {
  expect(fillWorkspace(exercise, workspace, 'all')).toEqual(all);
  expect(workspace.directory).toBe(path.join(base, 'cache-tutorial-exercises', '01-no-cache'));
  expect(readdirSync(base)).toEqual(['cache-tutorial-exercises']);
  expect(readdirSync(inside()).sort()).toEqual([...all, 'node_modules'].sort());

  const starter = readFileSync(path.join(exercise.folder, 'starter.ts'), 'utf8');
  expect(read('server.ts').endsWith(`\n */\n\n${starter}`)).toBe(true);
  expect(read('server.ts')).toMatch(/^\/\*\n \* Exercise 1: Average prices\n \*\n/);
  for (const line of read('server.ts').split('\n')) expect(line.length, line).toBeLessThanOrEqual(110);
  expect(read('README.md')).toContain(exercise.task);
  expect(read('README.md')).toContain('curl -i "http://127.0.0.1:$PORT/orders/average?drink=latte"');
  expect(JSON.parse(read('package.json'))).toMatchObject({ type: 'module', private: true });
});

test('an editor finds no error in the starter, in the solution, or in a decorated class', {
  timeout: 120_000,
}, () => {
  fillWorkspace(exercise, workspace, 'all');
  writeFileSync(inside('solution.ts'), solutionOf(exercise));
  writeFileSync(
    inside('decorated.ts'),
    `import { createClient } from 'redis';
function noted(method: (key: string) => Promise<string | null>, _context: ClassMethodDecoratorContext) {
  return method;
}
export class Prices {
  readonly redis = createClient({ url: process.env.REDIS_URL ?? '' });
  @noted
  get(key: string): Promise<string | null> {
    return this.redis.get(key);
  }
}
`,
  );
  const require = createRequire(import.meta.url);
  const compiler = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  const check = () =>
    execFileSync(process.execPath, [compiler, '-p', inside()], { encoding: 'utf8', stdio: 'pipe' });
  expect(check()).toBe('');
  // That it would say so: the types are known, not just passed over.
  writeFileSync(inside('wrong.ts'), "import pg from 'pg';\nnew pg.Pool({ max: 'many' });\n");
  expect(check).toThrow(expect.objectContaining({ stdout: expect.stringContaining('TS2322') }));
});

test('whatever is there keeps its bytes, and only what is missing is made', () => {
  const random = randomFrom('workspace', 'files');
  for (let round = 0; round < 40; round++) {
    rmSync(path.join(base, 'cache-tutorial-exercises'), { recursive: true, force: true });
    mkdirSync(inside(), { recursive: true });
    const others = ['server.py', 'notes', 'server.before-reset-1.ts'];
    const there = [...all, ...others].filter(() => random.integer(0, 1) === 1);
    const bytes = new Map(
      there.map((name) => [
        name,
        Buffer.from(Array.from({ length: random.integer(0, 50) }, () => random.integer(0, 255))),
      ]),
    );
    for (const [name, content] of bytes) writeFileSync(inside(name), content);

    const made = fillWorkspace(exercise, workspace, 'all');
    expect(made).toEqual(all.filter((name) => !there.includes(name)));
    for (const [name, content] of bytes) expect(readFileSync(inside(name))).toEqual(content);
    expect(fillWorkspace(exercise, workspace, 'all')).toEqual([]);
  }
});

test('a link in the place of a file is left as it is, also one that leads nowhere', () => {
  mkdirSync(inside(), { recursive: true });
  const elsewhere = path.join(base, 'elsewhere.ts');
  symlinkSync(elsewhere, inside('server.ts'));
  expect(fillWorkspace(exercise, workspace, 'all')).not.toContain('server.ts');
  expect(existsSync(elsewhere)).toBe(false);
  expect(readlinkSync(inside('server.ts'))).toBe(elsewhere);
});

test('for a server in another language only the page is made; a package that is there gets its links', () => {
  expect(fillWorkspace(exercise, workspace, 'page')).toEqual(['README.md']);
  expect(readdirSync(inside())).toEqual(['README.md']);
  writeFileSync(inside('package.json'), '{}');
  fillWorkspace(exercise, workspace, 'page');
  expect(existsSync(inside('node_modules/pg/package.json'))).toBe(true);
});

test('links that lead nowhere are made anew; what was installed is left alone', () => {
  fillWorkspace(exercise, workspace, 'all');
  rmSync(inside('node_modules/pg'));
  symlinkSync(path.join(base, 'gone'), inside('node_modules/pg'), 'junction');
  rmSync(inside('node_modules/@types/node'));
  rmSync(inside('node_modules/redis'));
  mkdirSync(inside('node_modules/redis'));
  writeFileSync(inside('node_modules/redis/own'), 'installed');

  fillWorkspace(exercise, workspace, 'all');
  for (const name of linkedPackages.filter((one) => one !== 'redis')) {
    expect(JSON.parse(read(`node_modules/${name}/package.json`))).toMatchObject({ name });
    expect(lstatSync(inside('node_modules', name)).isSymbolicLink()).toBe(true);
  }
  expect(readdirSync(inside('node_modules/redis'))).toEqual(['own']);
});

test('nothing is put into packages that the learner has linked from elsewhere', () => {
  const shared = path.join(base, 'shared');
  mkdirSync(shared);
  mkdirSync(inside(), { recursive: true });
  symlinkSync(shared, inside('node_modules'), 'junction');
  fillWorkspace(exercise, workspace, 'all');
  expect(readdirSync(shared)).toEqual([]);
});

test.each([
  ['the directory', (file: string) => file],
  ['a directory above it', (file: string) => path.dirname(file)],
  ['its node_modules', (file: string) => path.join(file, 'node_modules')],
])('a file in the place of %s is named, with the way on', (_, placeOf) => {
  const file = placeOf(inside());
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'mine');
  expect(() => fillWorkspace(exercise, workspace, 'all')).toThrow(
    `${file} is not a directory: move it away, or choose another place with --dir.`,
  );
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('a place that cannot be written is an environment error with the way on', () => {
  expect(() =>
    fillWorkspace(exercise, workspaceOf(exercise, path.join(base, 'x'.repeat(300))), 'all'),
  ).toThrow(/^The workspace .* cannot be written \(ENAMETOOLONG.*\): choose another place with --dir\.$/);
});

test('a task that ends a comment does not end the one that it stands in', () => {
  const text = starterOf({ ...exercise, task: 'Look at /orders/*/price, */ and `**/`.' });
  expect(text.indexOf('*/')).toBe(text.indexOf('\n */\n') + 2);
});
