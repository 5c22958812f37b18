import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { nothingLeft } from './home.js';
import { type Result, run, test } from './program.js';

/** What every failure that was expected has: nothing on stdout, one paragraph on stderr, no stack. */
function refused({ code, stdout, stderr }: Result, wanted: number, sentence: RegExp): void {
  expect({ code, stdout }, stderr).toEqual({ code: wanted, stdout: '' });
  expect(stderr).toMatch(/^cache-tutorial: /);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toContain('defect');
}

test.for<[args: string[], sentence: RegExp]>([
  [['lesson', '99'], /no lesson "?99/i],
  [['lesson', 'cahce'], /no lesson "cahce"\. Did you mean 2 \(cache\)\?/],
  [['lesson', 'invalidaton'], /no lesson "invalidaton"\. Did you mean 4 \(invalidation\)\?/],
  [['exercise', 'tll'], /no lesson "tll"\. Did you mean 3 \(ttl\)\?/],
  [['hint', 'time'], /Did you mean 3 \(ttl\)\?/],
  [['solution', '03-ttl'], /Did you mean 3 \(ttl\)\?/],
  [['reset', 'decorater'], /Did you mean 5 \(decorator\)\?/],
  [['verify', '2', 'invalid'], /Did you mean 4 \(invalidation\)\?/],
  [['lesson'], /missing required argument 'lesson'/],
  [['lesson', '1', '--plian'], /unknown option '--plian'\s+\(Did you mean --plain\?\)/],
  [['lesosn', '1'], /unknown command 'lesosn'\s+\(Did you mean lesson\?\)/],
  [['3'], /unknown command '3'\s+\(Did you mean lesson 3\?\)/],
  [['report', 'tll'], /Did you mean 3 \(ttl\)\?/],
  [['load', 'cache', 'tlt'], /no variant "tlt"\. Did you mean ttl\?/],
  [['serve', 'chace'], /no variant "chace".*Did you mean cache\?/],
  [['serve', 'cache', '--port', 'http'], /'http' is invalid.*whole number from 1 to 65535/],
  [['serve', 'cache', '--port', '0'], /'0' is invalid/],
  [['serve', 'cache', '--port', '65535', '--copies', '2'], /not 2 ports from 65535 on/],
  [['serve', 'cache', '--copies', '10'], /'10' is invalid.*whole number from 1 to 9/],
  [['verify', 'nothing'], /no lesson "?nothing/i],
  [['list', '1'], /too many arguments/],
])('%j is refused with 2', async ([args, sentence], { home }) => {
  refused(await run(home, args), 2, sentence);
});

test('a port in use is refused with 3 before anything is opened, and nothing is left', async ({ home }) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const { port } = holder.address() as { port: number };
  const result = await run(home, ['serve', 'cache', '--port', String(port), '--json']);
  holder.close();
  refused(
    result,
    3,
    new RegExp(`^cache-tutorial: Cannot listen on port ${port} .* Choose another port\\.\\n$`),
  );
  await nothingLeft(home);
});

test('a cache directory that is a file is refused with 3; --debug shows the stack', async ({ home }) => {
  const file = path.join(home.directory, 'a-file');
  writeFileSync(file, '');
  const env = { CACHE_TUTORIAL_CACHE_DIR: file };
  refused(await run(home, ['verify', '1'], env), 3, /Cannot write to .*a-file.*Set CACHE_TUTORIAL_CACHE_DIR/);
  const debugged = await run(home, ['--debug', 'verify', '1'], env);
  expect(debugged.code).toBe(3);
  expect(debugged.stderr).toMatch(/^ +at /m);
  await nothingLeft(home);
});

test('a home directory that does not exist is made where it can be', async ({ home }) => {
  const nowhere = path.join(home.directory, 'not', 'there');
  const { code, stderr } = await run(home, ['lesson', '2', '--plain'], {
    HOME: nowhere,
    XDG_DATA_HOME: undefined,
    XDG_CACHE_HOME: undefined,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('progress that cannot be saved is said, as is a run that cannot be recorded', async ({ home }) => {
  const file = path.join(home.directory, 'a-file');
  writeFileSync(file, '');
  const { code, stderr } = await run(home, ['lesson', '2', '--plain'], { XDG_DATA_HOME: file });
  expect(code).toBe(3);
  const [recording, progress, ...rest] = stderr.split('\n');
  expect(recording).toMatch(/^cache-tutorial: This run could not be recorded: .*writable\.$/);
  expect(progress).toMatch(/^cache-tutorial: Your progress could not be saved: .*writable\.$/);
  expect(rest).toEqual(['']);
  await nothingLeft(home);
});

test('a cache directory with spaces and other letters works', async ({ home }) => {
  const cacheDir = path.join(home.directory, 'Müllers Kaffee №1 ☕');
  mkdirSync(cacheDir);
  symlinkSync(inject('preparedData'), path.join(cacheDir, 'postgres'));
  const { code, stdout } = await run(home, ['verify', '2', '--only', 'lessons'], {
    CACHE_TUTORIAL_CACHE_DIR: cacheDir,
  });
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 passed') });
  await nothingLeft({ ...home, cacheDir });
  rmSync(cacheDir, { recursive: true });
});
