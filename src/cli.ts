#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram } from './cli/program.js';
import { exitCodes, messageOf, TutorialError } from './errors.js';
import { withoutUrlPasswords } from './url-passwords.js';

let debug = false;
const program = createProgram(() => {
  debug = true;
});

/** The one place where a failure becomes a sentence and an exit code. */
function report(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return;
  }
  const expected = error instanceof TutorialError;
  process.exitCode = expected ? error.exitCode : exitCodes.notHeld;
  const advice = expected ? '' : ' (this is a defect of the tutorial; --debug shows where)';
  const say = (text: string) => process.stderr.write(`${withoutUrlPasswords(text)}\n`);
  say(`cache-tutorial: ${messageOf(error)}${advice}`);
  if (debug && error instanceof Error) say(`${error.stack}`);
}

/** What happens without a command. As the program's own action, it would take a mistyped command for its argument. */
async function home(): Promise<void> {
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { homeCommand } = await import('./commands/home.js');
    process.exitCode = await homeCommand();
  } else program.outputHelp();
}

// A reader that goes away, as in `list | head -1`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// What nobody has caught, in a lesson or anywhere: the terminal is given back first, by those who have taken it and
// listen to the program's end; then it is said. The lab's watchdog ends what runs.
process.once('uncaughtException', (error) => {
  process.once('exit', () => report(error));
  process.exit(exitCodes.notHeld);
});

await (process.argv.length > 2 ? program.parseAsync() : home()).catch(report);
await flushed(process.stdout);
await flushed(process.stderr);
// Everything that a command opened is closed by now. Waiting for what the runtime may still hold would be for
// nothing, and Node 20 has been seen to wait for a closed socket for ever.
process.exit();

/** Resolves when all that was written has been handed on, or cannot be any more. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
