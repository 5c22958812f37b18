import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { progressFile } from './progress.js';
import { parseProgress } from './progress-content.js';

let home: string;
let program: string;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'progress-'));
  program = path.join(home, 'writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./testing/progress-writer.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});
beforeEach(() => {
  vi.stubEnv('XDG_DATA_HOME', mkdtempSync(path.join(home, 'data-')));
});

interface Writer {
  readonly child: ChildProcess;
  /** How many attempts it says are saved. */
  saved(): number;
}

function startWriter(id: string, count: number): Writer {
  const child = spawn(process.execPath, [program, id, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let dots = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    dots += text;
  });
  return { child, saved: () => dots.length };
}

function attempts(): Record<string, number> {
  const progress = parseProgress(readFileSync(progressFile(), 'utf8'));
  if (typeof progress === 'string') throw new Error(progress);
  return Object.fromEntries(Object.entries(progress.exercises).map(([id, entry]) => [id, entry.attempts]));
}

test('of what several programs write at once nothing is lost', async () => {
  const each = 8;
  const writers = ['a', 'b', 'shared', 'shared', 'shared'].map((id) => startWriter(id, each));
  const codes = await Promise.all(
    writers.map(async ({ child }) => (await once(child, 'close'))[0] as number),
  );
  expect(codes).toEqual(writers.map(() => 0));
  expect(attempts()).toEqual({ a: each, b: each, shared: 3 * each });
  expect(readdirSync(path.dirname(progressFile()))).toEqual(['progress.json']);
});

test('a program that is killed while it writes loses nothing that was saved', async () => {
  let saved = 0;
  for (let round = 0; round < 15; round++) {
    const writer = startWriter('killed', 100_000);
    // The rounds end after different numbers of writes, and so at different moments of one.
    await vi.waitUntil(() => writer.saved() > round, { timeout: 30_000, interval: round % 4 });
    writer.child.kill('SIGKILL');
    await once(writer.child, 'close');
    saved += writer.saved();
    const { killed = 0 } = attempts();
    expect(killed).toBeGreaterThanOrEqual(saved);
    // The last one may be saved without having been told.
    expect(killed).toBeLessThanOrEqual(saved + 1);
    saved = killed;
  }
  // What the killed have left behind does not stay.
  const last = startWriter('killed', 1);
  await once(last.child, 'close');
  expect(attempts()).toEqual({ killed: saved + 1 });
  expect(readdirSync(path.dirname(progressFile()))).toEqual(['progress.json']);
});
