import { endsWith, fromShell } from './from-shell.js';
import { moments } from './moments.js';
import { answer, play } from './play.js';
import { test } from './program.js';

test('Ctrl-C at a prompt', async ({ home }) => {
  const terminal = await fromShell(home, ['lesson', '1']);
  await moments['at a prompt'](terminal);
  terminal.press('ctrl-c');
  await endsWith(130, terminal, home);
});

test('Ctrl-C in mid-request', async ({ home }) => {
  const terminal = await fromShell(home, ['lesson', '1']);
  await moments['in mid-request'](terminal, home);
  terminal.press('ctrl-c');
  await endsWith(130, terminal, home);
});

test('Enter and Ctrl-C at once', async ({ home }) => {
  const terminal = await fromShell(home, ['lesson', '1']);
  await moments['at a prompt'](terminal);
  terminal.type('\r\x03');
  await endsWith(130, terminal, home);
});

test('Ctrl-C while a key is waited for', async ({ home }) => {
  const terminal = await fromShell(home, ['lesson', '3']);
  await play(terminal, 'DEL orders:count:latte');
  await answer(terminal, '\r');
  await play(terminal, 'DEL orders:count:latte');
  await answer(terminal, '\r');
  await play(terminal, 'wait for').catch(() => {});
  const waiting = () => terminal.lastLine.endsWith(', stale');
  if (!waiting()) await answer(terminal, '\r');
  await terminal.until(waiting);
  terminal.press('ctrl-c');
  await endsWith(130, terminal, home);
});

test('Ctrl-C in mid-seed', async ({ fresh }) => {
  const terminal = await fromShell(fresh, ['lesson', '1']);
  await moments['in mid-seed'](terminal, fresh);
  terminal.press('ctrl-c');
  await endsWith(130, terminal, fresh);
});
