import { expect } from 'vitest';
import { makeHome, nothingLeft } from './home.js';
import { untilPrompt } from './play.js';
import { run, test, tutorial } from './program.js';

test.each([40, 80, 120])(
  'alone in a terminal of %i columns it lists everything, and Enter starts the first',
  async (columns) => {
    const home = makeHome();
    try {
      const terminal = tutorial(home, [], { columns });
      await terminal.until('Enter starts lesson 1');
      await terminal.until(/❯ +1 {2}No cache/);
      expect(terminal.text).toContain('exercise: Average prices');
      expect(terminal.lines.filter(({ wrapped }) => wrapped)).toEqual([]);
      terminal.press('enter');
      await terminal.until('Lesson 1 · No cache');
      await untilPrompt(terminal);
      terminal.type('q');
      expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
      await nothingLeft(home);
    } finally {
      await home.remove();
    }
  },
);

test('Ctrl-C at the list ends it with 130, and the screen is as it was', async ({ home }) => {
  const terminal = tutorial(home, []);
  await terminal.until('Search:');
  terminal.press('ctrl-c');
  expect(await terminal.exit()).toEqual({ code: 130, signal: 0 });
  expect(terminal.cursorVisible).toBe(true);
  expect(terminal.text).toBe('');
});

test.each([
  ['q', 'q'],
  ['Esc', '\x1b'],
])('%s leaves, and the screen is as it was', async (_, key) => {
  const home = makeHome();
  try {
    const terminal = tutorial(home, []);
    await terminal.until('Search:');
    terminal.type(key);
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.cursorVisible).toBe(true);
    expect(terminal.text).toBe('');
  } finally {
    await home.remove();
  }
});

test('SIGTERM gives the screen back', async ({ home }) => {
  const terminal = tutorial(home, []);
  await terminal.until('Search:');
  process.kill(terminal.pid, 'SIGTERM');
  expect(await terminal.exit()).toEqual({ code: 143, signal: 0 });
  expect(terminal.cursorVisible).toBe(true);
  expect(terminal.text).toBe('');
});

test('typing searches, Esc shows everything again, arrows choose', async ({ home }) => {
  const terminal = tutorial(home, []);
  await terminal.until('Search:');
  terminal.type('4');
  await terminal.until(/Search: 4\n\n❯ +4 {2}Invalidation/);
  expect(terminal.text).not.toContain('No cache');
  terminal.press('down');
  await terminal.until('Enter starts exercise 4');
  expect(terminal.text).toContain('Search: 4\n');
  terminal.type('x');
  await terminal.until('Nothing fits that.');
  terminal.type('\x1b');
  await terminal.until(/❯ +1 {2}No cache/);
  terminal.press('up');
  await terminal.until('Enter starts exercise 5');
  terminal.press('ctrl-c');
  await terminal.exit();
});

test('a resize draws the list anew', async ({ home }) => {
  const terminal = tutorial(home, [], { columns: 80 });
  await terminal.until(/No cache +8 min/);
  const frame = () => terminal.text.split('\n').filter((line) => line.includes('No cache'));
  terminal.resize(40, 14);
  await terminal.until(() => !terminal.text.includes(' 9 min') && /❯ +1 {2}No cache/.test(terminal.text));
  expect(terminal.lines.filter(({ wrapped }) => wrapped)).toEqual([]);
  terminal.resize(120, 40);
  await terminal.until(/A cache +9 min/);
  expect(frame()).toHaveLength(2);
  terminal.type('q');
  await terminal.exit();
});

test('the list begins at the first thing that is not done', async ({ home }) => {
  expect((await run(home, ['lesson', '1', '--plain'])).code).toBe(0);
  const terminal = tutorial(home, []);
  await terminal.until('1 of 5 lessons, 0 of 5 exercises done');
  expect(terminal.text).toMatch(/✔ +1 {2}No cache +8 min {2}done \d{4}-/);
  await terminal.until('Enter starts exercise 1, Average prices');
  terminal.press('enter');
  await terminal.until('watching for saves');
  terminal.type('q');
  expect(await terminal.exit()).toEqual({ code: 1, signal: 0 });
  await nothingLeft(home);
});

test('a terminal that knows no escapes gets a list, and is told how to go on', async ({ home }) => {
  const terminal = tutorial(home, [], { env: { TERM: 'dumb' } });
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text).toContain('Go on with: cache-tutorial lesson 1');
  expect(terminal.raw).not.toContain('\x1b');
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
