import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.js';
import { edited, lineOf } from './break/mutation.js';

const root = mkdtempSync(path.join(tmpdir(), 'break-verify-test-'));
const copy = path.join(root, 'package');
const lesson = 'lessons/01-no-cache/lesson.md';
const page = () => readFileSync(path.join(copy, lesson), 'utf8');

// A copy of the package, so that its pages and servers can be broken.
beforeAll(() => {
  for (const name of ['package.json', 'lessons', 'server', 'dist']) {
    cpSync(path.join(packageRoot, name), path.join(copy, name), {
      recursive: true,
      filter: (file) => !path.basename(file).startsWith('break-'),
    });
  }
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(root, { recursive: true }));

/** Edits one file of the copy and gives back the way to undo it. */
function edit(file: string, find: string, put: string): () => void {
  const full = path.join(copy, file);
  const text = readFileSync(full, 'utf8');
  writeFileSync(full, edited(text, { name: 'verify fails', file, edits: [[find, put]] }));
  return () => writeFileSync(full, text);
}

function verify(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const args = ['dist/src/cli.cjs', 'verify', '1', '--only', 'lessons', '--embedded', ...options];
  const env = { ...process.env, CACHE_TUTORIAL_CACHE_DIR: path.join(root, 'cache') };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: copy, env }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test('a page that expects what does not happen: file and line, expected and got', async () => {
  const undo = edit(lesson, 'reports INSERT 0 1', 'reports INSERT 0 2');
  const text = 'PostgreSQL reports INSERT 0 2';
  const line = lineOf(page(), { after: '## A new order', text });
  try {
    expect(await verify()).toEqual({
      code: 1,
      out: `failed  lesson 1, No cache
        ${lesson}:${line}: ${text}
          expected INSERT 0 2, got INSERT 0 1
0 passed, 1 failed
`,
      err: '',
    });
  } finally {
    undo();
  }
});

test('a server that counts wrongly, as JSON', async () => {
  const undo = edit('dist/server/no-cache.js', 'await countOrders(drink)', '1000');
  const text = 'PostgreSQL ran 1 SELECT';
  const line = lineOf(page(), { after: '```http as=first', text });
  try {
    const { code, out } = await verify('--json');
    expect(code).toBe(1);
    const { failures, ...verdict } = JSON.parse(out);
    expect(verdict).toMatchObject({ type: 'verdict', lesson: 'no-cache', ok: false });
    expect(failures[0]).toEqual({ file: lesson, line, text, expected: '1 SELECT', got: '0 SELECT' });
  } finally {
    undo();
  }
});

test.each([
  {
    name: 'a page that starts a server that there is not',
    file: lesson,
    find: 'start: in-memory',
    put: 'start: in-memry',
    at: 'start: in-memry',
    problem: 'there is no server variant `in-memry`; a variant is a file server/<name>.ts',
  },
  {
    name: 'a page that shows code which has changed since',
    file: 'server/no-cache.ts',
    find: "reply.header('x-cache', 'miss');",
    put: "reply.header('x-cache', 'none');",
    at: "reply.header('x-cache', 'miss');",
    problem:
      "this line is not in server/no-cache.ts where the block has it: reply.header('x-cache', 'miss');",
  },
])('$name', async ({ file, find, put, at, problem }) => {
  const undo = edit(file, find, put);
  const line = page().split(at)[0]?.split('\n').length;
  try {
    expect(await verify()).toEqual({
      code: 1,
      out: `failed  lesson 1, No cache\n        ${lesson}:${line}: ${problem}\n0 passed, 1 failed\n`,
      err: '',
    });
  } finally {
    undo();
  }
});
