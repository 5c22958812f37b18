import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useAlone, userOf } from './in-use.js';

let cacheDir: string;

beforeEach(() => {
  cacheDir = mkdtempSync(path.join(tmpdir(), 'in-use-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true }));

function session(name: string, pid: number): string {
  const directory = path.join(cacheDir, 'sessions', name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'owner.json'), JSON.stringify({ pid, host: hostname() }));
  return directory;
}

const schema = 'the schema cache_tutorial_anna in db.example.com:5432/shop';

test('what a running session uses is refused to others, and named with its process', () => {
  useAlone([schema], session('first', process.pid), cacheDir);
  expect(() => useAlone([schema], session('second', process.pid), cacheDir)).toThrow(
    `${schema} is in use by process ${process.pid} of the tutorial: end that first.`,
  );
  useAlone(['another schema'], session('third', process.pid), cacheDir);
  expect(userOf('another schema', cacheDir)).toBe(process.pid);
});

test('a session uses its own things, and one that has ended uses nothing', () => {
  const first = session('first', process.pid);
  useAlone([schema], first, cacheDir);
  useAlone([schema], first, cacheDir);
  rmSync(first, { recursive: true });
  // No process has this id: it is above the highest that Linux gives.
  useAlone([schema], session('dead', 2 ** 30), cacheDir);
  useAlone([schema], session('second', process.pid), cacheDir);
});
