import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { endsWith, expectGivenBack, fromShell, tutorialOf } from './from-shell.js';
import { nothingLeft } from './home.js';
import { test } from './program.js';

test('Ctrl-Z at the list gives the terminal to the shell, and fg comes back to it', async ({ home }) => {
  const terminal = await fromShell(home, []);
  await terminal.until('Search:');
  terminal.type('4');
  await terminal.until('Search: 4');
  terminal.type('\x1a');
  await terminal.until(/Stopped/);
  await terminal.until(() => terminal.lastLine === 'shell$');
  expect(terminal.text).not.toContain('Search:');
  terminal.type('stty -a >after; echo in the "shell"\r');
  await terminal.until('in the shell');
  expectGivenBack(terminal, home);
  terminal.type('fg\r');
  await terminal.until('Search: 4');
  expect(terminal.text).not.toContain('shell$');
  terminal.press('down');
  await terminal.until('Enter starts exercise 4');
  terminal.press('ctrl-c');
  // What follows on the line that was stopped is not carried out by bash any more.
  await terminal.until(() => terminal.lastLine === 'shell$');
  expect(terminal.text).not.toContain('Search:');
  expect(terminal.cursorVisible).toBe(true);
});

test('SIGTERM at the list gives the terminal back as it was', async ({ home }) => {
  const terminal = await fromShell(home, []);
  await terminal.until('Search:');
  process.kill(await tutorialOf(home), 'SIGTERM');
  await endsWith(143, terminal, home);
  expect(terminal.text).not.toContain('Search:');
});

test('a defect at the list gives the terminal back, and says so on the first screen', async ({ home }) => {
  const preload = path.join(home.directory, 'preload.mjs');
  writeFileSync(preload, "process.on('SIGUSR2', () => { throw new TypeError('out of beans'); });");
  const terminal = await fromShell(home, [], { NODE_OPTIONS: `--import=${preload}` });
  await terminal.until('Search:');
  process.kill(await tutorialOf(home), 'SIGUSR2');
  await terminal.until(/^cache-tutorial: out of beans \(this is a defect of the tutorial; .*\)\ncode 1$/m);
  await endsWith(1, terminal, home);
});

test('a window that is closed at the list leaves nothing', async ({ home }) => {
  const terminal = await fromShell(home, []);
  await terminal.until('Search:');
  terminal.hangUp();
  await nothingLeft(home);
});
