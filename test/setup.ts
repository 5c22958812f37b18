import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Config } from '../src/config-content.js';
import type { Home } from './home.js';
import type { Terminal } from './terminal.js';

const fileIn = (home: Home) => path.join(home.directory, 'config/cache-tutorial/config.json');

/** What was saved in this home, in a file that nobody else can read; null when nothing was. */
export function savedIn(home: Home): Config | null {
  const file = fileIn(home);
  if (!existsSync(file)) return null;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  return JSON.parse(readFileSync(file, 'utf8')) as Config;
}

/** What stands below the question that is being asked. */
const below = (terminal: Terminal, question: string) =>
  terminal.text.slice(Math.max(0, terminal.text.lastIndexOf(question)));

/** Waits for a question, moves down to the choice that begins with this, and takes it. */
export async function choose(terminal: Terminal, question: string, label: string): Promise<void> {
  await terminal.until(question);
  await terminal.until(() => below(terminal, question).includes(label));
  const isActive = () => below(terminal, question).includes(`❯ ${label}`);
  for (let moves = 0; !isActive() && moves < 10; moves++) {
    const before = terminal.text;
    terminal.press('down');
    await terminal.until(() => terminal.text !== before);
  }
  expect(isActive(), terminal.text).toBe(true);
  await enter(terminal);
}

/** Waits for a question, types a line in place of what stands there, and ends it with Enter. */
export async function typeAt(terminal: Terminal, question: string, text: string): Promise<void> {
  await terminal.until(() => below(terminal, question).includes('❯') && terminal.text.includes(question));
  const ctrlU = '\x15';
  terminal.type(ctrlU + text);
  await enter(terminal);
}

/** Ends a question, and waits until it has left the screen. */
async function enter(terminal: Terminal): Promise<void> {
  const seen = terminal.raw.length;
  terminal.press('enter');
  await terminal.until(() => terminal.raw.includes('\x1b[?25h', seen));
}
