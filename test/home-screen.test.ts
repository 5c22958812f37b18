import { expect } from 'vitest';
import { nothingLeft } from './home.js';
import { play, untilPrompt } from './play.js';
import { run, test, tutorial } from './program.js';

test('alone in a terminal it lists the lessons, and Enter starts the first', async ({ home }) => {
  const terminal = tutorial(home, []);
  await terminal.until('Which lesson?');
  await terminal.until(/1 {2}No cache\s+2 {2}A cache\s+3 {2}Time to live/);
  terminal.press('enter');
  await terminal.until('Lesson 1 · No cache');
  await untilPrompt(terminal);
  terminal.type('q');
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  await nothingLeft(home);
});

test('Ctrl-C at the list ends it with 130', async ({ home }) => {
  const terminal = tutorial(home, []);
  await terminal.until('Which lesson?');
  terminal.press('ctrl-c');
  expect(await terminal.exit()).toEqual({ code: 130, signal: 0 });
  expect(terminal.cursorVisible).toBe(true);
});

test('the list begins at the first lesson that is not done', async ({ home }) => {
  expect((await run(home, ['lesson', '1', '--plain'])).code).toBe(0);
  const terminal = tutorial(home, []);
  await terminal.until('❯ 2  A cache');
  expect(terminal.text).toContain('1  No cache  (done)');
  terminal.press('enter');
  await terminal.until('Lesson 2 · A cache');
  expect(await play(terminal, '2 of ')).toBe(1);
  terminal.type('q');
  await terminal.exit();
});

test('without a terminal it prints its help', async ({ home }) => {
  const { code, stdout, stderr } = await run(home, []);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: cache-tutorial/);
  expect(stdout).toContain('cache-tutorial lesson 1');
});

test('verify runs a lesson as it is written', async ({ home }) => {
  const { code, stdout } = await run(home, ['verify', '1', '--only', 'lessons']);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ok +lesson 1, No cache: \d+ expectations held\n1 passed, 0 failed\n$/),
  });
  await nothingLeft(home);
});
