import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { livingProcesses } from '../../../test/support/living-processes.js';
import { workerFile } from '../worker-file.js';
import { killGroup } from './kill-group.js';

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) killGroup(pid, 'SIGKILL');
});

/** Runs a program that starts a watchdog and children, prints what the test must know, and ends as it says. */
async function run(
  body: string,
): Promise<{ groups: number[]; watchdog: number; directory: string; signal: string | null }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'watchdog-test-'));
  const program = `
    import { spawn } from 'node:child_process';
    import { writeSync } from 'node:fs';
    const { startWatchdog } = await import(${JSON.stringify(workerFile('src/lab/process/watchdog'))});
    const watchdog = startWatchdog();
    watchdog.watchDirectory(${JSON.stringify(directory)});
    const start = (code) => {
      const { pid } = spawn(process.execPath, ['-e', code], { detached: true, stdio: 'ignore' });
      watchdog.watchGroup(pid);
      return pid;
    };
    const tell = (groups) => writeSync(1, JSON.stringify({ groups, watchdog: watchdog.pid }));
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [, signal] = await once(child, 'exit');
  const told = JSON.parse(output) as { groups: number[]; watchdog: number };
  started.push(...told.groups, told.watchdog);
  return { ...told, directory, signal };
}

const living = (groups: number[]) => groups.flatMap((group) => livingProcesses({ group }));
const idle = 'setInterval(() => {}, 1000)';

test('after a SIGKILL in the very turn of a spawn, nothing is left', async () => {
  const left = await run(`
    tell([start(${JSON.stringify(idle)})]);
    process.kill(process.pid, 'SIGKILL');`);
  expect(left.signal).toBe('SIGKILL');
  await vi.waitFor(() => expect(living([...left.groups, left.watchdog])).toEqual([]), 5000);
  expect(existsSync(left.directory)).toBe(false);
});

test('a child that ignores TERM is killed, and so are its children', async () => {
  const stubborn = `process.on('SIGTERM', () => {}); require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(idle)}]); ${idle}`;
  const left = await run(`
    const pid = start(${JSON.stringify(stubborn)});
    await new Promise((resolve) => setTimeout(resolve, 300));
    tell([pid]);
    process.kill(process.pid, 'SIGKILL');`);
  await vi.waitFor(() => expect(living(left.groups)).toEqual([]), 5000);
});

test('what was forgotten is left alone', async () => {
  const left = await run(`
    const pid = start(${JSON.stringify(idle)});
    watchdog.forgetGroup(pid);
    tell([pid]);
    process.kill(process.pid, 'SIGKILL');`);
  await vi.waitFor(() => expect(living([left.watchdog])).toEqual([]), 5000);
  expect(living(left.groups)).toEqual(left.groups);
});

test('it outlives the signals of a terminal', async () => {
  const left = await run(`
    const pid = start(${JSON.stringify(idle)});
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(watchdog.pid, 'SIGINT');
    process.kill(watchdog.pid, 'SIGHUP');
    tell([pid]);
    process.kill(process.pid, 'SIGKILL');`);
  await vi.waitFor(() => expect(living(left.groups)).toEqual([]), 5000);
});

test('an orderly end leaves nothing either', async () => {
  const left = await run(`
    tell([start(${JSON.stringify(idle)})]);
    await watchdog.close();`);
  expect(left.signal).toBe(null);
  expect(living([...left.groups, left.watchdog])).toEqual([]);
  expect(existsSync(left.directory)).toBe(false);
});
