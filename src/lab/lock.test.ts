import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.js';

let directory: string;
let lock: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
  lock = path.join(directory, 'lock');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

test('one at a time, and all in the end', async () => {
  let inside = 0;
  let most = 0;
  const run = async (index: number) => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
    return index;
  };
  const results = await Promise.all(
    Array.from({ length: 8 }, (_, index) => withLock(lock, () => run(index))),
  );
  expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(1);
  expect(readdirSync(directory)).toEqual([]);
});

test('is let go when the work fails', async () => {
  await expect(withLock(lock, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(readdirSync(directory)).toEqual([]);
});

test('a dead owner holds nothing', async () => {
  writeFileSync(`${lock}.${deadPid()}.abc`, '');
  expect(await withLock(lock, async () => 'mine')).toBe('mine');
  expect(readdirSync(directory)).toEqual([]);
});

test('nor does one that has not touched it for a minute, though its id is in use', async () => {
  const claim = `${lock}.${process.pid}.abc`;
  writeFileSync(claim, '');
  const before = new Date(Date.now() - 61_000);
  utimesSync(claim, before, before);
  expect(await withLock(lock, async () => 'mine')).toBe('mine');
});

test('waiting ends with the signal, and leaves nothing', async () => {
  writeFileSync(`${lock}.${process.pid}.abc`, '');
  const abort = new AbortController();
  const waiting = withLock(lock, async () => 'never', { signal: abort.signal });
  abort.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
  expect(readdirSync(directory)).toEqual([`lock.${process.pid}.abc`]);
});
