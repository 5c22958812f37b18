import type { Command } from 'commander';
import { candidatesFor } from '../completion/candidates.js';
import { scripts } from '../completion/scripts.js';
import type { Shell } from '../completion/shells.js';
import { values } from '../completion/values.js';
import { exitCodes } from '../errors.js';

/** Prints what a shell needs to complete our command lines. Returns the exit code. */
export function completionCommand(shell: Shell): number {
  process.stdout.write(scripts[shell]);
  return exitCodes.ok;
}

/** Answers a shell: what may come next, a line each. `words` end with the one at the cursor. Returns the exit code. */
export function completeCommand(program: Command, words: readonly string[]): number {
  const candidates = candidatesFor(program, words, values);
  const lines =
    typeof candidates === 'string'
      ? [`:${candidates}`]
      : candidates.map(({ word, about }) => (about === '' ? word : `${word}\t${about}`));
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return exitCodes.ok;
}
