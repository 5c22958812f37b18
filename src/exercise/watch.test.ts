import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Saves } from './watch.js';

let directory: string;
let ending: AbortController;
let saves: Saves;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'watch-'));
  write('server.ts', 'first');
  write('app/routes.py', 'first');
  ending = new AbortController();
  saves = new Saves(directory);
});
afterEach(() => {
  ending.abort();
  rmSync(directory, { recursive: true });
});

function write(name: string, text: string): void {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const next = () => saves.next(ending.signal);

/** What is noticed of something that must not count, and of a save after it: the save alone. */
async function onlyTheSave(): Promise<void> {
  write('marker.ts', String(Math.random()));
  expect(await next()).toEqual(['marker.ts']);
}

test('a save is noticed, in a directory below too, in any language', async () => {
  const pending = next();
  write('server.ts', 'second');
  expect(await pending).toEqual(['server.ts']);
  write('app/routes.py', 'second');
  expect(await next()).toEqual([path.join('app', 'routes.py')]);
});

test('a save of the same size by renaming, as editors do, is noticed as the one file', async () => {
  write('.server.ts.swp', 'other');
  write('server.ts.tmp', 'other');
  renameSync(path.join(directory, 'server.ts.tmp'), path.join(directory, 'server.ts'));
  expect(await next()).toEqual(['server.ts']);
});

test('a file that is only touched counts as saved', async () => {
  const later = new Date(Date.now() + 5_000);
  utimesSync(path.join(directory, 'server.ts'), later, later);
  expect(await next()).toEqual(['server.ts']);
});

test('files in new directories count, and files that go', async () => {
  write('lib/deep/cache.go', 'new');
  expect(await next()).toEqual([path.join('lib', 'deep', 'cache.go')]);
  rmSync(path.join(directory, 'lib'), { recursive: true });
  expect(await next()).toEqual([path.join('lib', 'deep', 'cache.go')]);
});

test('many saves at once are one', async () => {
  const names = Array.from({ length: 20 }, (_, number) => `file-${number}.ts`);
  for (const name of names) for (const text of ['', 'a', 'ab']) write(name, text);
  write('server.ts', 'second');
  expect(await next()).toEqual([...names, 'server.ts'].sort());
  await onlyTheSave();
});

test('a save between two calls is not lost, and is told once', async () => {
  write('server.ts', 'second');
  expect(await next()).toEqual(['server.ts']);
  await onlyTheSave();
});

test.each([
  'node_modules/pg/index.js',
  '.git/index',
  '.server.ts.swp',
  'server.ts~',
  '__pycache__/app.pyc',
  'venv/lib/x.py',
  'server.log',
  'target/debug/server',
])('%s is not watched', async (name) => {
  write(name, 'made by a program');
  await onlyTheSave();
});

test('a file that comes and goes between two looks is nothing', async () => {
  write('4913', '');
  rmSync(path.join(directory, '4913'));
  await onlyTheSave();
});

test('it ends with its signal, and when its directory goes', async () => {
  const pending = next();
  const reason = new Error('over');
  ending.abort(reason);
  await expect(pending).rejects.toBe(reason);

  const other = mkdtempSync(path.join(tmpdir(), 'watch-'));
  const gone = new Saves(other).next(new AbortController().signal);
  rmSync(other, { recursive: true });
  await expect(gone).rejects.toThrow(/cannot be read \(ENOENT.*: start the exercise again\.$/);
});
