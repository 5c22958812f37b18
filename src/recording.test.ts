import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LessonEvent } from './lesson/events.js';
import { lastRecorded, openRecording, readRecording, recordingFile, recordRun } from './recording.js';
import { samples } from './view/testing/samples.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'recording-'));
  vi.stubEnv('XDG_DATA_HOME', home);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const scene = (number: number): LessonEvent => ({ ...samples.scene, number, title: `Scene ${number}` });
const run = (command: string): LessonEvent => ({ ...samples.redis, command });

async function record(...events: LessonEvent[]): Promise<void> {
  const recording = openRecording('cache');
  for (const event of events) recording.add(event);
  await recording.save();
}

function recorded() {
  const found = readRecording('cache');
  if (found === null || typeof found === 'string') throw new Error(`no recording: ${found}`);
  return found;
}

/** The commands of each scene, by its number. */
function commands(): Record<number, string[]> {
  return Object.fromEntries(
    recorded().scenes.map(({ number, events }) => [
      number,
      events.flatMap((event) => (event.type === 'redis' ? [event.command] : [])),
    ]),
  );
}

function place(text: string): void {
  mkdirSync(path.dirname(recordingFile('cache')), { recursive: true });
  writeFileSync(recordingFile('cache'), text);
}

const filesBeside = () => readdirSync(path.dirname(recordingFile('cache'))).sort();

test('what was tried out aside from the lesson is marked', async () => {
  const recording = openRecording('cache');
  for (const event of [samples.lesson, scene(1), run('a')]) recording.add(event);
  recording.add(run('b'), true);
  recording.add(run('c'));
  await recording.save();
  const [first] = recorded().scenes;
  expect(first?.events.map(({ tried }) => tried)).toEqual([undefined, true, undefined]);
});

test('what a run has shown is kept by its scenes; announcements are not', async () => {
  await record(...Object.values(samples));
  const { lesson, scenes, ended, savedAt } = recorded();
  expect(lesson).toEqual({ number: 2, id: 'cache', title: 'Cache', scenes: 6 });
  expect(ended).toBe(true);
  expect(savedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  const { lab, servers, prose, code, wait, request, sql, redis, chart, quiz, expectation } = samples;
  expect(scenes).toEqual([
    expect.objectContaining({
      number: 2,
      title: 'Ask again',
      events: expect.arrayContaining([
        lab,
        servers,
        prose,
        code,
        wait,
        request,
        sql,
        redis,
        chart,
        quiz,
        expectation,
      ]),
    }),
  ]);
  const types = scenes.flatMap(({ events }) => events.map(({ type }) => type as string));
  for (const type of ['preparing', 'waiting', 'loading', 'step', 'question', 'serving'])
    expect(types).not.toContain(type);
  expect(filesBeside()).toEqual(['cache.json']);
});

test('a scene that comes again takes the place of itself and of those after it', async () => {
  await record(samples.lesson, scene(1), run('a'), scene(2), run('b'), scene(3), run('c'), samples.end);
  expect(commands()).toEqual({ 1: ['a'], 2: ['b'], 3: ['c'] });
  await record(samples.lesson, samples.lab, scene(2), run('B'));
  expect(commands()).toEqual({ 1: ['a'], 2: ['B'] });
  expect(recorded().ended).toBe(false);
  // What came before the scene belongs to it.
  expect(recorded().scenes[1]?.events[0]).toEqual(samples.lab);
  await record(samples.lesson, scene(1), run('A'), scene(2), run('b'), scene(1), run('again'));
  expect(commands()).toEqual({ 1: ['again'] });
});

test('a run that was left before anything was done replaces nothing', async () => {
  await record(samples.lesson, scene(1), run('a'), scene(2), run('b'));
  await record(samples.lesson, scene(1), samples.prose, samples.lab, samples.step, samples.question);
  expect(commands()).toEqual({ 1: ['a'], 2: ['b'] });
});

test('names and passwords in URLs are left out; other colons and at signs stay', async () => {
  const texts = {
    'postgres://ada:s3cret@db/shop': 'postgres://db/shop',
    'rediss://:s3cret@cache:6380': 'rediss://cache:6380',
    'see redis://a:b@c@host and user:password@': 'see redis://host and user:password@',
    'postgres://postgres@127.0.0.1:1/shop': 'postgres://postgres@127.0.0.1:1/shop',
    'http://127.0.0.1:41873/a?mail=b@c': 'http://127.0.0.1:41873/a?mail=b@c',
    'http://127.0.0.1:41873?mail=b@c': 'http://127.0.0.1:41873?mail=b@c',
  };
  await record(samples.lesson, scene(1), ...Object.keys(texts).map(run));
  expect(commands()[1]).toEqual(Object.values(texts));
  expect(readFileSync(recordingFile('cache'), 'utf8')).not.toContain('s3cret');
});

test('of a long answer the beginning is kept', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => [String(index)]);
  await record(
    samples.lesson,
    scene(1),
    { ...samples.request, body: 'x'.repeat(100_000) },
    { ...samples.sql, rows, command: 'SELECT 500' },
  );
  const [request, sql] = recorded().scenes[0]?.events ?? [];
  expect(request).toMatchObject({ body: expect.stringMatching(/^x{65536}… \(100000 characters\)$/) });
  expect(sql).toMatchObject({ rows: rows.slice(0, 200), command: 'SELECT 500' });
});

test.each([
  ['cut off', '{"version":1,"lesson":{"num', 'damaged'],
  ['of another shape', '{"version":1,"savedAt":"2026-01-01","ended":true,"lesson":7,"scenes":[]}', 'damaged'],
  ['not an object', '[]', 'damaged'],
  ['from the future', '{"version":2}', 'newer'],
])('a file that is %s counts as none, and is kept aside when a run is saved', async (_, text, why) => {
  place(text);
  const reports: string[] = [];
  const recording = openRecording('cache', (message) => reports.push(message));
  expect(readRecording('cache')).toBe(why);
  expect(lastRecorded()).toBeNull();
  for (const event of [samples.lesson, scene(1), run('a')]) recording.add(event);
  expect(readFileSync(recordingFile('cache'), 'utf8')).toBe(text);
  await recording.save();
  const [aside = ''] = filesBeside().filter((name) => name.includes('unreadable'));
  expect(readFileSync(path.join(path.dirname(recordingFile('cache')), aside), 'utf8')).toBe(text);
  expect(reports).toEqual([expect.stringContaining(aside)]);
  expect(commands()).toEqual({ 1: ['a'] });
});

test('the lesson that was recorded last is found', async () => {
  expect(lastRecorded()).toBeNull();
  vi.useFakeTimers({ toFake: ['Date'] });
  for (const [id, date] of [
    ['ttl', '2026-02-02'],
    ['cache', '2026-03-03'],
    ['no-cache', '2026-01-01'],
  ] as const) {
    vi.setSystemTime(new Date(date));
    const recording = openRecording(id);
    for (const event of [{ ...samples.lesson, id }, scene(1), run('a')]) recording.add(event);
    await recording.save();
  }
  expect(lastRecorded()).toBe('cache');
});

test('a run is saved when a scene ends, and what came after it when the run is left', async () => {
  const closers: (() => Promise<void>)[] = [];
  const record = recordRun('cache', { defer: (close) => closers.push(close) });
  for (const event of [samples.lesson, scene(1), run('a')]) await record(event);
  expect(readRecording('cache')).toBeNull();
  await record(scene(2));
  expect(commands()).toEqual({ 1: ['a'] });
  await record(run('b'));
  for (const close of closers) await close();
  expect(commands()).toEqual({ 1: ['a'], 2: ['b'] });
});

test('where nothing can be written the run goes on, and the learner is told at its end', async () => {
  const blocked = path.join(home, 'a-file');
  writeFileSync(blocked, '');
  vi.stubEnv('XDG_DATA_HOME', blocked);
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const closers: (() => Promise<void>)[] = [];
  const record = recordRun('cache', { defer: (close) => closers.push(close) });
  for (const event of [samples.lesson, scene(1), run('a'), scene(2)]) await record(event);
  expect(told).not.toHaveBeenCalled();
  for (const close of closers) await close();
  expect(told).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/could not be recorded.*Make .*writable/),
  );
  told.mockRestore();
});
