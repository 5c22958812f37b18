#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ExerciseOptions } from './commands/exercise.js';
import type { VerifyOptions } from './commands/verify.js';
import { exitCodes, messageOf, TutorialError } from './errors.js';
import { packageRoot } from './package-root.js';

// Declares every command. Their bodies are imported when they are run, so that help starts as fast as Node.

const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string };

const program = new Command('cache-tutorial')
  .description('Learn caching by watching a real cache go wrong, and then right.')
  .version(version)
  .option('--debug', 'show the stack of an error')
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'cache-tutorial: ')) });

program.addHelpText('after', '\nStart here:\n  cache-tutorial lesson 1');

program
  .command('lesson')
  .description('run a lesson, step by step')
  .argument('<lesson>', 'its number or its id')
  .option('--plain', 'run without asking: no prompts, no escapes, answers shown')
  .option('--json', 'run without asking, and print one JSON object a line')
  .option('--embedded', 'use the embedded Redis even when a redis-server is installed')
  .addHelpText('after', '\nExamples:\n  cache-tutorial lesson 3\n  cache-tutorial lesson ttl --plain')
  .action(async (wanted: string, options: { plain?: true; json?: true; embedded?: true }) => {
    const { lessonCommand } = await import('./commands/lesson.js');
    process.exitCode = await lessonCommand(wanted, options);
  });

program
  .command('exercise')
  .description('make the files of an exercise, start your server, and check what it does')
  .argument('<exercise>', 'its number or its id: those of its lesson')
  .option('--watch', 'check again on every save')
  .option('--server <command>', 'start your server by this command, in any language; $PORT is its port')
  .option('--dir <directory>', 'make the files below this directory instead of the current one')
  .option('--seed <seed>', 'repeat a run: the same drinks, sizes and prices')
  .option('--plain', 'print lines without escapes, and ask for no keys')
  .option('--json', 'print one JSON object a line')
  .option('--embedded', 'use the embedded Redis even when a redis-server is installed')
  .addHelpText(
    'after',
    "\nExamples:\n  cache-tutorial exercise 3 --watch\n  cache-tutorial exercise ttl --server 'uvicorn app:app --port $PORT'",
  )
  .action(async (wanted: string, options: ExerciseOptions) => {
    const { exerciseCommand } = await import('./commands/exercise.js');
    process.exitCode = await exerciseCommand(wanted, options);
  });

program
  .command('hint')
  .description('give the next hint for an exercise')
  .argument('<exercise>', 'its number or its id')
  .option('--again', 'start over with the first')
  .addHelpText('after', '\nExamples:\n  cache-tutorial hint 3\n  cache-tutorial hint 3 --again')
  .action(async (wanted: string, options: { again?: true }) => {
    const { hintCommand } = await import('./commands/hint.js');
    process.exitCode = await hintCommand(wanted, options);
  });

program
  .command('solution')
  .description('show the solution of an exercise that you have passed, as a diff against your file')
  .argument('<exercise>', 'its number or its id')
  .option('--anyway', 'show it before you have passed')
  .option('--dir <directory>', 'where you ran the exercise, if not here')
  .addHelpText('after', '\nExamples:\n  cache-tutorial solution 3\n  cache-tutorial solution 3 --anyway')
  .action(async (wanted: string, options: { anyway?: true; dir?: string }) => {
    const { solutionCommand } = await import('./commands/solution.js');
    process.exitCode = await solutionCommand(wanted, options);
  });

program
  .command('reset')
  .description('put the starter of an exercise back; your file is kept beside it')
  .argument('<exercise>', 'its number or its id')
  .option('--dir <directory>', 'where you ran the exercise, if not here')
  .addHelpText('after', '\nExample:\n  cache-tutorial reset 3')
  .action(async (wanted: string, options: { dir?: string }) => {
    const { resetCommand } = await import('./commands/reset.js');
    process.exitCode = await resetCommand(wanted, options);
  });

program
  .command('list')
  .description('list the lessons, and what you have done')
  .option('--json', 'print JSON')
  .addHelpText('after', '\nExamples:\n  cache-tutorial list\n  cache-tutorial list --json')
  .action(async (options: { json?: true }) => {
    const { listCommand } = await import('./commands/list.js');
    process.exitCode = listCommand(options);
  });

const progress = program
  .command('progress')
  .description('show what you have done, and where that is kept')
  .addHelpText('after', '\nExamples:\n  cache-tutorial progress\n  cache-tutorial progress export mine.json')
  .action(async () => {
    const { progressCommand } = await import('./commands/progress.js');
    process.exitCode = progressCommand();
  });

progress
  .command('export')
  .description('write what you have done to a file, or print it')
  .argument('[file]', 'a file that is not there yet')
  .addHelpText('after', '\nExamples:\n  cache-tutorial progress export mine.json')
  .action(async (file: string | undefined) => {
    const { exportProgressCommand } = await import('./commands/progress.js');
    process.exitCode = exportProgressCommand(file);
  });

progress
  .command('import')
  .description('add what an exported file says you have done; nothing is lost')
  .argument('<file>', 'from `progress export`')
  .addHelpText('after', '\nExample:\n  cache-tutorial progress import mine.json')
  .action(async (file: string) => {
    const { importProgressCommand } = await import('./commands/progress.js');
    process.exitCode = await importProgressCommand(file);
  });

program
  .command('serve')
  .description('run a server with its stores, to play with from another terminal')
  .argument('<variant>', 'no-cache, cache, ttl, invalidation, decorator, …')
  .option('--port <n>', 'listen on this port (further copies on the next ones)', portOption)
  .option('--copies <n>', 'how many copies to start', countOption, 1)
  .option('--json', 'print one JSON object a line')
  .option('--embedded', 'use the embedded Redis even when a redis-server is installed')
  .addHelpText(
    'after',
    '\nExamples:\n  cache-tutorial serve cache\n  cache-tutorial serve ttl --port 8080 --copies 2',
  )
  .action(
    async (variant: string, options: { port?: number; copies: number; json?: true; embedded?: true }) => {
      const { serveCommand } = await import('./commands/serve.js');
      process.exitCode = await serveCommand(variant, options);
    },
  );

program
  .command('verify')
  .description('run lessons as written and prove the checks of exercises; fail where something is wrong')
  .argument('[lesson...]', 'numbers or ids; all of them when none is given')
  .option('--json', 'print one JSON object a line')
  .option('--embedded', 'use the embedded Redis even when a redis-server is installed')
  .addOption(new Option('--only <part>', 'leave the other part out').choices(['lessons', 'exercises']))
  .addHelpText('after', '\nExamples:\n  cache-tutorial verify\n  cache-tutorial verify 2 3 --only lessons')
  .action(async (wanted: string[], options: VerifyOptions) => {
    const { verifyCommand } = await import('./commands/verify.js');
    process.exitCode = await verifyCommand(wanted, options);
  });

function portOption(text: string): number {
  return wholeNumber(text, 1, 65_535);
}

function countOption(text: string): number {
  return wholeNumber(text, 1, 9);
}

function wholeNumber(text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
}

/** The one place where a failure becomes a sentence and an exit code. */
function report(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return;
  }
  const expected = error instanceof TutorialError;
  process.exitCode = expected ? error.exitCode : exitCodes.notHeld;
  const advice = expected ? '' : ' (this is a defect of the tutorial; --debug shows where)';
  process.stderr.write(`cache-tutorial: ${messageOf(error)}${advice}\n`);
  if (program.opts<{ debug?: true }>().debug && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
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
