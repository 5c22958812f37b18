import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressFile, readProgress, recordDone, recordPlace, updateProgress } from './progress.js';
import { exerciseProgress, recordAttempt, takeHint } from './progress-exercise.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'progress-'));
  vi.stubEnv('XDG_DATA_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const filesBeside = () => readdirSync(path.dirname(progressFile())).sort();

function place(text: string): void {
  mkdirSync(path.dirname(progressFile()), { recursive: true });
  writeFileSync(progressFile(), text);
}

test('what was done is read back, earlier lessons stay, and the first time counts', async () => {
  expect(readProgress().lessons).toEqual({});
  await recordDone('cache');
  const first = readProgress().lessons.cache;
  await recordDone('ttl');
  await recordDone('cache');
  expect(Object.keys(readProgress().lessons)).toEqual(['cache', 'ttl']);
  expect(readProgress().lessons.cache).toEqual(first);
  expect(filesBeside()).toEqual(['progress.json']);
});

test('a file from before there were exercises is read, and fields of others are kept', async () => {
  place('{"version":1,"lessons":{"cache":{"doneAt":"2025-01-01T00:00:00.000Z","score":7}},"theme":"dark"}');
  await recordAttempt('cache', false);
  const saved: unknown = JSON.parse(readFileSync(progressFile(), 'utf8'));
  expect(saved).toEqual({
    version: 1,
    theme: 'dark',
    lessons: { cache: { doneAt: '2025-01-01T00:00:00.000Z', score: 7 } },
    exercises: { cache: { doneAt: null, attempts: 1, hints: 0 } },
    stopped: {},
  });
});

test('the scene of a lesson that was left is kept until its end is reached', async () => {
  await recordPlace('ttl', { scene: 2, of: 6 });
  await recordPlace('cache', { scene: 1, of: 7 });
  await recordPlace('ttl', { scene: 3, of: 6 });
  expect(readProgress().stopped).toMatchObject({ ttl: { scene: 3, of: 6 }, cache: { scene: 1, of: 7 } });
  await recordPlace('ttl', null);
  expect(Object.keys(readProgress().stopped)).toEqual(['cache']);
});

test('attempts are counted, and a pass is not lost by a later failure', async () => {
  await recordAttempt('ttl', false);
  expect(exerciseProgress('ttl')).toEqual({ doneAt: null, attempts: 1, hints: 0 });
  await recordAttempt('ttl', true);
  const { doneAt } = exerciseProgress('ttl');
  expect(doneAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  await recordAttempt('ttl', false);
  await recordAttempt('ttl', true);
  expect(exerciseProgress('ttl')).toEqual({ doneAt, attempts: 4, hints: 0 });
});

test('hints come one at a time, end, and start over when asked', async () => {
  const taken = [];
  for (let time = 0; time < 4; time++) taken.push(await takeHint('ttl', 2));
  expect(taken).toEqual([1, 2, null, null]);
  expect(exerciseProgress('ttl').hints).toBe(2);
  expect(await takeHint('ttl', 2, true)).toBe(1);
  expect(await takeHint('ttl', 2)).toBe(2);
});

test.each([
  ['cut off', '{"version":1,"lessons":{"ca', /damaged/],
  ['of another shape', '{"version":1,"lessons":{"cache":{"doneAt":7}}}', /damaged/],
  ['with a date that is none', '{"version":1,"lessons":{"cache":{"doneAt":"soon"}}}', /damaged/],
  [
    'with attempts that are no number',
    '{"version":1,"lessons":{},"exercises":{"a":{"doneAt":null,"attempts":"1","hints":0}}}',
    /damaged/,
  ],
  ['not an object', 'null', /damaged/],
  ['empty', '', /damaged/],
  ['from the future', '{"version":2,"lessons":[]}', /newer version/],
])('a file that is %s is reported, and kept aside when something is saved', async (_, text, why) => {
  place(text);
  const reports: string[] = [];
  expect(readProgress((message) => reports.push(message)).lessons).toEqual({});
  expect(readFileSync(progressFile(), 'utf8')).toBe(text);

  const change = (lessons: string) => (progress: ReturnType<typeof readProgress>) => ({
    ...progress,
    lessons: { ...progress.lessons, [lessons]: { doneAt: new Date().toISOString() } },
  });
  await updateProgress(change('ttl'), (message) => reports.push(message));
  await updateProgress(change('cache'), (message) => reports.push(message));

  expect(reports).toEqual([expect.stringMatching(why), expect.stringMatching(why)]);
  const [aside = '', ...others] = filesBeside().filter((name) => name.includes('unreadable'));
  expect(others).toEqual([]);
  expect(readFileSync(path.join(path.dirname(progressFile()), aside), 'utf8')).toBe(text);
  expect(Object.keys(readProgress().lessons)).toEqual(['ttl', 'cache']);
});

test('two files that cannot be understood are both kept', async () => {
  for (const text of ['one', 'two']) {
    place(text);
    await updateProgress(
      (progress) => progress,
      () => {},
    );
  }
  const aside = filesBeside().filter((name) => name.includes('unreadable'));
  const texts = aside.map((name) => readFileSync(path.join(path.dirname(progressFile()), name), 'utf8'));
  expect(texts.sort()).toEqual(['one', 'two']);
});

test('a directory that cannot be written is an environment error that names it', async () => {
  const blocked = path.join(home, 'a-file');
  writeFileSync(blocked, '');
  vi.stubEnv('XDG_DATA_HOME', blocked);
  await expect(recordDone('cache')).rejects.toThrow(/could not be saved.*Make .*a-file.* writable/);
  expect(readProgress().lessons).toEqual({});
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is never replaced', async () => {
  place('{"version":1,"lessons":{}}');
  chmodSync(progressFile(), 0o000);
  await expect(recordDone('cache')).rejects.toThrow(/could not be read.*make it readable/);
  chmodSync(progressFile(), 0o600);
  expect(readProgress().lessons).toEqual({});
});
