import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { print, printError } from '../output.js';
import { packageRoot } from '../package-root.js';
import { withoutUrlPasswords } from '../url-passwords.js';
import { helpFormat, helpWidth } from './help.js';
import { declareLearning } from './learning.js';
import { declarePlaying } from './playing.js';
import { declareProgress } from './progress.js';
import { addDebugOption, declareWhenNeeded } from './put-off.js';
import { declareTending } from './tending.js';

/**
 * Declares every command. What only one of them needs is declared, and its body imported, when it is run, so that help
 * starts nearly as fast as Node. `onDebug` is called when the command line asks for stacks of errors.
 */
export function createProgram(onDebug: () => void): Command {
  const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };
  const program = new Command('cache-tutorial')
    .description(
      'Learn caching by watching a real cache go wrong, and then right.\n\nStart here:\n  cache-tutorial lesson 1',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError()
    // What follows psql or redis-cli belongs to them, also their own --version.
    .enablePositionalOptions()
    .configureHelp(helpFormat)
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: printError,
      getOutHelpWidth: helpWidth,
      // Nothing of it is coloured; to ask the terminal whether it could be takes time.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) =>
        write(withoutUrlPasswords(withHint(text).replace(/^error: /, 'cache-tutorial: '))),
    });

  addDebugOption(program);
  declareWhenNeeded(program);
  program.hook('preAction', (_, command) => {
    if (command.optsWithGlobals().debug) onDebug();
  });
  program.commandsGroup('Learn:');
  declareLearning(program);
  declareProgress(program);
  program.commandsGroup('Play:');
  declarePlaying(program);
  program.commandsGroup('Besides:');
  declareTending(program);
  program.helpCommand('help [command]', 'show the help of a command');
  return program;
}

/** A number alone is meant to be a lesson's. */
const withHint = (text: string) =>
  text.replace(/^(error: unknown command '(\d+)')$/m, '$1\n(Did you mean lesson $2?)');
