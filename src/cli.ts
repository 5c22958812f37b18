#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram } from './cli/program.js';
import { runBody } from './cli/run-body.js';
import { exitCodes, isExpected, messageOf } from './errors.js';
import { printError } from './output.js';
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
  const expected = isExpected(error);
  process.exitCode = expected ? error.exitCode : exitCodes.notHeld;
  const advice = expected ? '' : ' (this is a defect of the tutorial; --debug shows where)';
  const say = (text: string) => printError(`${withoutUrlPasswords(text)}\n`);
  say(`cache-tutorial: ${messageOf(error)}${advice}`);
  if (debug && error instanceof Error) say(`${error.stack}`);
}

/** What happens without a command. As the program's own action, it would take a mistyped command for its argument. */
async function home(): Promise<void> {
  if (process.stdin.isTTY && process.stdout.isTTY) {
    await runBody(import('./commands/home.js'), ({ homeCommand }) => homeCommand());
  } else program.outputHelp();
}

// What nobody has caught, in a lesson or anywhere: the terminal is given back first, by those who have taken it and
// listen to the program's end; then it is said. The lab's watchdog ends what runs.
process.once('uncaughtException', (error) => {
  process.once('exit', () => report(error));
  process.exit(exitCodes.notHeld);
});

// Everything that a command opened is closed when it ends. Waiting for what the runtime may still hold would be for
// nothing, and Node 20 has been seen to wait for a closed socket for ever.
(process.argv.length > 2 ? program.parseAsync() : home()).catch(report).finally(() => process.exit());
