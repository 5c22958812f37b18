import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { endsWith, expectGivenBack, fromShell, tutorialOf } from './from-shell.js';
import type { Home } from './home.js';
import { answer, play } from './play.js';
import { test } from './program.js';
import type { Terminal } from './terminal.js';

/** A learner who has begun a line at the prompt for trying out. */
async function typing(home: Home, env = {}): Promise<Terminal> {
  const terminal = await fromShell(home, ['lesson', '3'], env);
  await play(terminal, 'start ttl');
  await answer(terminal, '>');
  await terminal.until(() => terminal.lastLine === '>');
  terminal.type('SELECT 40 +');
  await terminal.until(() => terminal.lastLine === '> SELECT 40 +');
  return terminal;
}

test('Ctrl-Z gives the terminal to the shell, and after fg the line is there and goes on', async ({
  home,
}) => {
  const terminal = await typing(home);
  terminal.type('\x1a');
  await terminal.until(/Stopped/);
  await terminal.until(() => terminal.lastLine === 'shell$');
  terminal.type('stty -a >after; echo in the "shell"\r');
  await terminal.until('in the shell');
  expectGivenBack(terminal, home);
  terminal.type('fg\r');
  await terminal.until(() => terminal.lastLine === '> SELECT 40 +');
  terminal.type(' 2 AS sum\r');
  await terminal.until(/^ +42$/m);
  await terminal.until(() => terminal.lastLine === '>');
  terminal.press('ctrl-c');
  await terminal.until(() => terminal.lastLine === 'shell$');
});

test('the line stays when the terminal is made narrower and wider', async ({ home }) => {
  const terminal = await typing(home);
  for (const columns of [40, 120]) {
    const seen = terminal.raw.length;
    terminal.resize(columns, 30);
    await terminal.until(() => terminal.raw.length > seen && terminal.lastLine === '> SELECT 40 +');
  }
  terminal.type(' 2 AS sum\r');
  await terminal.until(/^ +42$/m);
});

test('Ctrl-C ends the lesson and gives the terminal back as it was', async ({ home }) => {
  const terminal = await typing(home);
  terminal.press('ctrl-c');
  await endsWith(130, terminal, home);
});

test('SIGTERM gives the terminal back as it was', async ({ home }) => {
  const terminal = await typing(home);
  process.kill(await tutorialOf(home), 'SIGTERM');
  await endsWith(143, terminal, home);
});

test('a defect gives the terminal back as it was', async ({ home }) => {
  const preload = path.join(home.directory, 'preload.mjs');
  writeFileSync(preload, "process.on('SIGUSR2', () => { throw new TypeError('out of beans'); });");
  const terminal = await typing(home, { NODE_OPTIONS: `--import=${preload}` });
  process.kill(await tutorialOf(home), 'SIGUSR2');
  await terminal.until(/^cache-tutorial: out of beans/m);
  await endsWith(1, terminal, home);
});
