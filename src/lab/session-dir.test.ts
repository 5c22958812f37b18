import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWatchdog } from './process/watchdog.js';
import { createSessionDir, sweepSessions } from './session-dir.js';

let cacheDir: string;
beforeEach(() => {
  cacheDir = mkdtempSync(path.join(tmpdir(), 'session-dir-test-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true, force: true }));

const sessions = () => readdirSync(path.join(cacheDir, 'sessions'));

/** The directory of a session that another process made. */
function session(name: string, owner: { pid: number; host?: string } | undefined): void {
  const directory = path.join(cacheDir, 'sessions', name);
  mkdirSync(directory, { recursive: true });
  if (owner)
    writeFileSync(path.join(directory, 'owner.json'), JSON.stringify({ host: hostname(), ...owner }));
  else utimesSync(directory, 0, 0);
}

test('the sessions of the dead are swept, and no others', async () => {
  const ended = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  const watchdog = startWatchdog();
  const own = createSessionDir(cacheDir, watchdog);
  session('dead', { pid: ended });
  session('dead-elsewhere', { pid: ended, host: 'another-machine' });
  session('alive', { pid: process.ppid });
  session('cut-off', undefined);
  mkdirSync(path.join(cacheDir, 'sessions', 'being-made'));
  await sweepSessions(cacheDir);
  expect(sessions().sort()).toEqual(
    ['alive', 'being-made', 'dead-elsewhere', path.basename(own.path)].sort(),
  );
  await own.remove();
  expect(existsSync(own.path)).toBe(false);
  await own.remove();
  await watchdog.close();
});

test('what is still there when the watchdog is let go, it removes', async () => {
  const watchdog = startWatchdog();
  const own = createSessionDir(cacheDir, watchdog);
  await watchdog.close();
  expect(existsSync(own.path)).toBe(false);
});

test('a cache directory that cannot be had is an error that names the variable', async () => {
  const watchdog = startWatchdog();
  const file = path.join(cacheDir, 'file');
  writeFileSync(file, '');
  expect(() => createSessionDir(file, watchdog)).toThrow(/Set CACHE_TUTORIAL_CACHE_DIR/);
  await watchdog.close();
});

test('there is nothing to sweep before the first session', async () => {
  await sweepSessions(path.join(cacheDir, 'not-yet'));
});
