import { afterAll, beforeAll, expect, test } from 'vitest';
import { livingProcesses } from '../../../test/support/living-processes.js';
import { startChild } from './child.js';
import { startWatchdog, type Watchdog } from './watchdog.js';

let watchdog: Watchdog;
beforeAll(() => {
  watchdog = startWatchdog();
});
afterAll(() => watchdog.close());

const start = (code: string, env = {}) =>
  startChild(watchdog, { name: 'The child', file: process.execPath, args: ['-e', code], cwd: '/', env });

test('a line that is printed in pieces is found', async () => {
  const child = await start(
    `process.stdout.write('rea'); setTimeout(() => console.log('dy 42'), 50); setInterval(() => {}, 1000)`,
  );
  const match = await child.startedBy(child.line(/^ready (\d+)$/), 10_000);
  expect(match[1]).toBe('42');
  expect(child.death).toBeUndefined();
  await child.stop();
  expect(livingProcesses({ group: child.pid })).toEqual([]);
});

test('an early end is told at once, with the output', async () => {
  const child = await start(`console.error('no such drink'); process.exit(3)`);
  const error = await child.startedBy(child.line(/^ready/), 60_000).catch((caught) => caught);
  expect(error.message).toBe('The child ended (exit code 3). The end of its output:\nno such drink');
  await child.stop();
});

test('a child that is never ready is told so when its time is over', async () => {
  const child = await start(`console.log('warming up'); setInterval(() => {}, 1000)`);
  await child.line(/warming/);
  const error = await child.startedBy(child.line(/^ready/), 100).catch((caught) => caught);
  expect(error.message).toBe('The child was not ready within 0.1 s. The end of its output:\nwarming up');
  await child.stop();
});

test('a program that does not exist is an error like the others', async () => {
  const child = await startChild(watchdog, {
    name: 'The child',
    file: '/no/such/program',
    args: [],
    cwd: '/',
  });
  await expect(child.startedBy(child.line(/^ready/), 60_000)).rejects.toThrow(/could not be started.*ENOENT/);
  await child.stop();
});

test('stop ends what ignores TERM, and what its leader left behind', async () => {
  const grandchild = `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`;
  const child = await start(
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
  );
  await child.startedBy(child.line(/^up$/), 10_000);
  await Promise.all([child.stop(), child.stop()]);
  expect(livingProcesses({ group: child.pid })).toEqual([]);
  expect(child.death?.message).toMatch(/SIGTERM/);
});

test("the learner's own stores are not in its environment", async () => {
  process.env.DATABASE_URL = 'postgres://production';
  process.env.PGHOST = 'production';
  process.env.CACHE_TUTORIAL_TEST = 'kept';
  const child = await start(`console.log(JSON.stringify(process.env)); setInterval(() => {}, 1000)`, {
    PORT: '0',
  });
  const [line] = await child.startedBy(child.line(/^\{.*/), 10_000);
  const env = JSON.parse(line ?? '');
  expect(env).toMatchObject({ PORT: '0', CACHE_TUTORIAL_TEST: 'kept' });
  expect(Object.keys(env).filter((name) => /^(PG|NODE_|DATABASE_URL)/.test(name))).toEqual([]);
  await child.stop();
  for (const name of ['DATABASE_URL', 'PGHOST', 'CACHE_TUTORIAL_TEST']) delete process.env[name];
});

test('a secret is left out of the output, also where it was printed in pieces or long ago', async () => {
  const secret = 'a/b@c';
  const child = await startChild(watchdog, {
    name: 'The child',
    file: process.execPath,
    // Printed in two pieces, and so that the beginning of what is kept cuts through one of them.
    args: [
      '-e',
      `process.stdout.write('x a/b'); setTimeout(() => console.log('@c ' + 'a/b@c '.repeat(1000)), 50)`,
    ],
    cwd: '/',
    secrets: [secret],
  });
  const error = await child.ended;
  expect(error.message).toContain('***');
  expect(error.message).not.toMatch(/a\/b|b@c/);
  expect(child.output).not.toMatch(/a\/b|b@c/);
});
