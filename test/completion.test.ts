import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { findProgram } from '../src/lab/process/find-program.js';
import type { Home } from './home.js';
import { cli, openTerminal, run, test } from './program.js';
import type { Terminal } from './terminal.js';

const prompt = 'shell$';

/** How to start each shell without the user's own settings, and what then makes it complete. */
const shells = {
  bash: {
    command: ['bash', '--norc', '--noprofile', '-i'],
    setup: "PS1='shell$ '; source <(cache-tutorial completion bash)",
  },
  zsh: {
    command: ['zsh', '-f', '-i'],
    setup: "PS1='shell$ '; autoload -U compinit; compinit -u -D; source <(cache-tutorial completion zsh)",
  },
  fish: {
    command: ['fish', '--no-config', '-i'],
    setup:
      "set -g fish_autosuggestion_enabled 0; function fish_prompt; printf 'shell$ '; end; cache-tutorial completion fish | source",
  },
} as const;
type Shell = keyof typeof shells;

/** Starts a shell that has `cache-tutorial` on its PATH, and completes its command lines. */
async function startShell(shell: Shell, home: Home): Promise<Terminal> {
  const bin = path.join(home.directory, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'cache-tutorial'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(path.join(home.directory, 'mine.json'), '{}');
  writeFileSync(path.join(home.directory, 'worklog.txt'), '');
  mkdirSync(path.join(home.directory, 'workshop'));
  const env = { PATH: `${bin}:${home.env.PATH}` };
  const terminal = openTerminal(home, shells[shell].command, { env });
  await terminal.until(/[$#%>]/);
  // The quotes keep the line that is typed from looking like what it prints.
  terminal.type(`${shells[shell].setup}; echo ready'' now\r`);
  await terminal.until(/ready now\s+shell\$/);
  return terminal;
}

/** Empties the command line. */
async function nextLine(terminal: Terminal): Promise<void> {
  terminal.type('\x15');
  await terminal.until(() => terminal.lastLine === prompt);
}

describe.each(Object.keys(shells) as Shell[])('%s', (shell) => {
  const isThere = findProgram([shell]) !== undefined;

  test.skipIf(!isThere)('Tab completes commands, options and what they take', async ({ home }) => {
    const terminal = await startShell(shell, home);
    for (const [typed, completed] of [
      ['les', 'lesson'],
      ['progress im', 'progress import'],
      ['lesson inv', 'lesson invalidation'],
      ['lesson ttl --pl', 'lesson ttl --plain'],
      ['exercise --watch deco', 'exercise --watch decorator'],
      ['serve in-m', 'serve in-memory'],
      ['verify 1 --only ex', 'verify 1 --only exercises'],
      ['verify 1 --only=ex', 'verify 1 --only=exercises'],
      ['completion fi', 'completion fish'],
      ['help redis', 'help redis-cli'],
      ['progress import mi', 'progress import mine.json'],
      ['exercise 3 --dir work', 'exercise 3 --dir workshop/'],
    ]) {
      terminal.type(`cache-tutorial ${typed}\t`);
      await terminal.until(() => terminal.lastLine === `${prompt} cache-tutorial ${completed}`);
      await nextLine(terminal);
    }
  });

  test.skipIf(!isThere)('Tab on nothing shows what there is', async ({ home }) => {
    const terminal = await startShell(shell, home);
    terminal.type('cache-tutorial lesson \t\t');
    await terminal.until(/decorator.*invalidation.*|invalidation.*\s.*decorator/s);
    expect(terminal.text).not.toContain('mine.json');
    // zsh and fish show what each means.
    if (shell !== 'bash') expect(terminal.text).toContain('Time to live');
  });
});

test('a shell that there is not is refused with those that there are', async ({ home }) => {
  const { code, stdout, stderr } = await run(home, ['completion', 'tcsh']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/'tcsh' is invalid.*Allowed choices are bash, zsh, fish/);
});
