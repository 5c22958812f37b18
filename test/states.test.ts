import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { endsWith, expectGivenBack, fromShell, tutorialOf } from './from-shell.js';
import { type Home, nothingLeft } from './home.js';
import { test, tutorial } from './program.js';
import { type State, states } from './states.js';
import type { Terminal } from './terminal.js';

async function reached({ args, reach }: State, home: Home, env = {}): Promise<Terminal> {
  const terminal = await fromShell(home, args, env);
  await reach(terminal, home);
  return terminal;
}

describe.each(Object.entries(states))('%s', (_name, state) => {
  test('stays one line when the terminal is made narrower and wider', async ({ home }) => {
    const terminal = tutorial(home, state.args, { columns: 100 });
    await state.reach(terminal, home);
    const others = terminal.text.split('\n').length;
    for (const columns of [40, 120, 60]) {
      const seen = terminal.raw.length;
      terminal.resize(columns, 30);
      await terminal.until(() => terminal.raw.length > seen && state.shows.test(terminal.lastLine));
      expect(terminal.text.split('\n').length).toBe(others);
      expect(terminal.lines.at(-1)?.wrapped ?? false).toBe(false);
    }
  });

  test('Ctrl-Z gives the terminal to the shell, and fg comes back to it', async ({ home }) => {
    const terminal = await reached(state, home);
    terminal.type('\x1a');
    await terminal.until(/Stopped/);
    await terminal.until(() => terminal.lastLine === 'shell$');
    terminal.type('stty -a >after; echo in the "shell"\r');
    await terminal.until('in the shell');
    expectGivenBack(terminal, home);
    const seen = terminal.raw.length;
    terminal.type('fg\r');
    await terminal.until(() => terminal.raw.includes('\x1b[?25l', seen) && !terminal.cursorVisible);
    terminal.press('ctrl-c');
    // What follows on the line that was stopped is not carried out by bash any more.
    await terminal.until(() => terminal.lastLine === 'shell$');
    expect(terminal.cursorVisible).toBe(true);
  });

  test('SIGTERM gives the terminal back as it was', async ({ home }) => {
    const terminal = await reached(state, home);
    process.kill(await tutorialOf(home), 'SIGTERM');
    await endsWith(143, terminal, home);
  });

  test('a defect gives the terminal back, says so in a sentence, and leaves nothing', async ({ home }) => {
    const preload = path.join(home.directory, 'preload.mjs');
    writeFileSync(preload, "process.on('SIGUSR2', () => { throw new TypeError('out of beans'); });");
    const terminal = await reached(state, home, { NODE_OPTIONS: `--import=${preload}` });
    process.kill(await tutorialOf(home), 'SIGUSR2');
    await terminal.until(
      /^cache-tutorial: out of beans \(this is a defect of the tutorial; --debug shows where\)\ncode 1$/m,
    );
    expect(terminal.text).not.toMatch(/^ +at /m);
    await endsWith(1, terminal, home);
  });
});

test('a rejection that nobody has caught is a defect too; --debug shows where it comes from', async ({
  home,
}) => {
  const preload = path.join(home.directory, 'preload.mjs');
  writeFileSync(preload, "process.on('SIGUSR2', () => Promise.reject(new TypeError('out of milk')));");
  const terminal = tutorial(home, ['lesson', '1', '--debug'], {
    env: { NODE_OPTIONS: `--import=${preload}` },
  });
  await states['a prompt']?.reach(terminal, home);
  process.kill(terminal.pid, 'SIGUSR2');
  expect(await terminal.exit()).toEqual({ code: 1, signal: 0 });
  expect(terminal.text).toMatch(/out of milk .*defect.*\nTypeError: out of milk\n +at .*preload\.mjs/s);
  expect(terminal.cursorVisible).toBe(true);
  await nothingLeft(home);
});
