import type { Command } from 'commander';

const declarations = new WeakMap<Command, () => void>();

/**
 * Puts off what only the command itself needs, its options, examples, action and subcommands, until it is run or its help
 * is shown. There are many commands; a run needs one of them, and the list of all of them only names and descriptions.
 */
export function putOff(command: Command, declare: () => void): void {
  declarations.set(command, declare);
}

/** Declares what was put off of the program's commands when it is needed. */
export function declareWhenNeeded(program: Command): void {
  program
    .hook('preSubcommand', (_, command) => declareNow(command))
    .addHelpText('beforeAll', ({ command }) => {
      declareNow(command);
      return '';
    });
}

/** Declares what was put off of all of the program's commands. */
export function declareEverything(program: Command): void {
  for (const command of program.commands) declareNow(command);
}

function declareNow(command: Command): void {
  const declare = declarations.get(command);
  if (!declare) return;
  declarations.delete(command);
  declare();
  addDebugOption(command);
}

/** Adds `--debug` to a command and those below it: every command has it, so that it can be added to a line that failed. */
export function addDebugOption(command: Command): void {
  command.option('--debug', 'show where an error comes from');
  for (const subcommand of command.commands) addDebugOption(subcommand);
}
