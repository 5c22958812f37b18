import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'progress-'));
  vi.stubEnv('XDG_DATA_HOME', home);
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const load = () => import('./progress.js');

test('what was done is read back, and earlier lessons stay', async () => {
  const { readProgress, recordDone } = await load();
  expect(readProgress().lessons).toEqual({});
  recordDone('cache');
  recordDone('ttl');
  expect(Object.keys(readProgress().lessons)).toEqual(['cache', 'ttl']);
});

test.each([
  ['cut off', '{"version":1,"lessons":{"ca'],
  ['from the future', '{"version":2,"lessons":{}}'],
  ['of another shape', '{"version":1,"lessons":{"cache":{"doneAt":7}}}'],
  ['not an object', 'null'],
])('a file that is %s is kept aside and reported, never overwritten', async (_, text) => {
  const { progressFile, readProgress, recordDone } = await load();
  recordDone('cache');
  const file = progressFile();
  writeFileSync(file, text);

  const reports: string[] = [];
  expect(readProgress((message) => reports.push(message)).lessons).toEqual({});
  recordDone('ttl');

  expect(reports).toHaveLength(1);
  const [aside] = readdirSync(path.dirname(file)).filter((name) => name.includes('unreadable'));
  expect(readFileSync(path.join(path.dirname(file), aside ?? ''), 'utf8')).toBe(text);
  expect(Object.keys(readProgress().lessons)).toEqual(['ttl']);
});

test('a directory that cannot be written is an environment error that names it', async () => {
  const blocked = path.join(home, 'a-file');
  writeFileSync(blocked, '');
  vi.stubEnv('XDG_DATA_HOME', blocked);
  vi.resetModules();
  const { recordDone } = await load();
  expect(() => recordDone('cache')).toThrow(/could not be saved.*Make .*a-file.* writable/);
});
