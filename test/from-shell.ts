import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { type Home, nothingLeft, processOf } from './home.js';
import { cli, openTerminal } from './program.js';
import type { Terminal } from './terminal.js';

/** Starts the tutorial as a learner does, from a shell, which notes the state of the terminal before and after. */
export async function fromShell(
  home: Home,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Terminal> {
  const command = ['bash', '--norc', '--noprofile'];
  const terminal = openTerminal(home, command, { env: { PS1: 'shell$ ', ...env } });
  await terminal.until('shell$');
  const tutorial = [process.execPath, cli, ...args].join(' ');
  terminal.type(`stty -a >before; ${tutorial}; echo "code $?"; stty -a >after; echo all" done"\r`);
  return terminal;
}

/** The process of the tutorial that was started from the shell. What it starts looks like itself for a moment. */
export const tutorialOf = (home: Home): Promise<number> =>
  vi.waitFor(() => processOf(home, path.basename(cli)), { timeout: 10_000, interval: 50 });

/** The terminal is as the shell noted it before, and the cursor is there. */
export function expectGivenBack(terminal: Terminal, home: Home): void {
  const [before, after] = ['before', 'after'].map((name) =>
    readFileSync(path.join(home.directory, name), 'utf8'),
  );
  expect(after).toBe(before);
  expect(terminal.cursorVisible).toBe(true);
}

/** The tutorial ends with this code, gives the terminal back as it was, and leaves nothing. */
export async function endsWith(code: number, terminal: Terminal, home: Home): Promise<void> {
  await terminal.until('all done');
  expect(terminal.text).toMatch(new RegExp(`^code ${code}$`, 'm'));
  expectGivenBack(terminal, home);
  await terminal.until(() => terminal.lastLine === 'shell$');
  terminal.type('exit\r');
  await terminal.exit();
  await nothingLeft(home);
}
