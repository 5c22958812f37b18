import { expect } from 'vitest';
import { answer, play, untilPrompt } from './play.js';
import { cli, openTerminal, run, test, tutorial } from './program.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence for colour or weight.
const colours = /\x1b\[[0-9;]*m/;
const drawing = /[│├─╭▶✔✘❯↑]/u;

test('a terminal of today gets colours and drawings', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '1']);
  await play(terminal, 'SELECT count(*)');
  expect(terminal.raw).toMatch(colours);
  expect(terminal.text).toMatch(drawing);
});

test('NO_COLOR: no colours, the drawings stay', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '1'], { env: { NO_COLOR: '1' } });
  await play(terminal, 'SELECT count(*)');
  expect(terminal.raw).not.toMatch(colours);
  expect(terminal.text).toMatch(drawing);
});

test('LANG=C: everything is drawn in ASCII', async ({ home }) => {
  const env = { LANG: 'C' };
  const terminal = tutorial(home, ['lesson', '2'], { env });
  await untilPrompt(terminal);
  await answer(terminal, 'a');
  await play(terminal, 'GET orders:count');
  expect(terminal.text).toContain('XX a is not right');
  expect(terminal.text).toMatch(/\|-* ?GET orders:count:latte -*>\|/);
  expect(terminal.raw.replace(/\p{ASCII}/gu, '')).toBe('');
  const plain = await run(home, ['lesson', '2', '--plain'], env);
  expect(plain.stdout.replace(/\p{ASCII}/gu, '')).toBe('');
});

test('TERM=dumb: the lesson is played without asking, with no escape at all, in ASCII', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '2'], { env: { TERM: 'dumb' } });
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text).toMatch(/the end: all \d+ expectations held$/m);
  expect(terminal.raw).not.toContain('\x1b');
  expect(terminal.raw.replace(/\p{ASCII}/gu, '')).toBe('');
});

test('FORCE_COLOR wins over NO_COLOR in a terminal; a page that goes into a pipe has no colour', async ({
  home,
}) => {
  const env = { FORCE_COLOR: '1', NO_COLOR: '1' };
  const { stdout } = await run(home, ['status'], env);
  expect(stdout).not.toContain('\x1b');
  const terminal = tutorial(home, ['lesson', '2'], { env });
  await untilPrompt(terminal);
  expect(terminal.raw).toMatch(colours);
});

test('COLUMNS is the width where no terminal tells it', async ({ home }) => {
  for (const args of [['lesson', '2', '--plain'], ['--help']]) {
    const { stdout } = await run(home, args, { COLUMNS: '50' });
    const lines = stdout.split('\n').filter((line) => !/:\/\/|cache-tutorial/.test(line));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(40);
  }
});

test('with its input closed, a lesson in a terminal is played without asking', async ({ home }) => {
  const script = '"$@" lesson 2 <&-; echo "code $?"';
  const terminal = openTerminal(home, ['bash', '-c', script, 'bash', process.execPath, cli]);
  await terminal.until('code 0');
  expect(terminal.text).toMatch(/the end: all \d+ expectations held/);
  expect(terminal.raw).not.toContain('\x1b[?25l');
});
