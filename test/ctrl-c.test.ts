import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { type Home, nothingLeft } from './home.js';
import { moments } from './moments.js';
import { answer, play } from './play.js';
import { cli, openTerminal, test } from './program.js';
import type { Terminal } from './terminal.js';

/** Starts a lesson as a learner does, from a shell, which notes the state of the terminal before and after. */
async function fromShell(home: Home, lesson: string): Promise<Terminal> {
  const terminal = openTerminal(home, ['bash', '--norc', '--noprofile'], { env: { PS1: 'shell$ ' } });
  await terminal.until('shell$');
  const tutorial = `${process.execPath} ${cli} lesson ${lesson}`;
  terminal.type(`stty -a >before; ${tutorial}; echo "code $?"; stty -a >after; echo all" done"\r`);
  await terminal.until(`Lesson ${lesson} `);
  return terminal;
}

async function endedWell(terminal: Terminal, home: Home): Promise<void> {
  await terminal.until('all done');
  expect(terminal.text).toMatch(/^code 130$/m);
  const [before, after] = ['before', 'after'].map((name) =>
    readFileSync(path.join(home.directory, name), 'utf8'),
  );
  expect(after).toBe(before);
  expect(terminal.cursorVisible).toBe(true);
  await terminal.until(() => terminal.lastLine === 'shell$');
  terminal.type('exit\r');
  await terminal.exit();
  await nothingLeft(home);
}

test('Ctrl-C at a prompt', async ({ home }) => {
  const terminal = await fromShell(home, '1');
  await moments['at a prompt'](terminal);
  terminal.press('ctrl-c');
  await endedWell(terminal, home);
});

test('Ctrl-C in mid-request', async ({ home }) => {
  const terminal = await fromShell(home, '1');
  await moments['in mid-request'](terminal, home);
  terminal.press('ctrl-c');
  await endedWell(terminal, home);
});

test('Enter and Ctrl-C at once', async ({ home }) => {
  const terminal = await fromShell(home, '1');
  await moments['at a prompt'](terminal);
  terminal.type('\r\x03');
  await endedWell(terminal, home);
});

test('Ctrl-C while a key is waited for', async ({ home }) => {
  const terminal = await fromShell(home, '3');
  await play(terminal, 'DEL orders:count:latte');
  await answer(terminal, '\r');
  await play(terminal, 'DEL orders:count:latte');
  await answer(terminal, '\r');
  await play(terminal, 'wait for').catch(() => {});
  if (!terminal.lastLine.startsWith('waiting for')) await answer(terminal, '\r');
  await terminal.until(() => terminal.lastLine.startsWith('waiting for'));
  terminal.press('ctrl-c');
  await endedWell(terminal, home);
});

test('Ctrl-C in mid-seed', async ({ fresh }) => {
  const terminal = await fromShell(fresh, '1');
  await moments['in mid-seed'](terminal, fresh);
  terminal.press('ctrl-c');
  await endedWell(terminal, fresh);
});
