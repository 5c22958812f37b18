import { Argument, type Command, Option } from 'commander';
import type { CleanOptions } from '../commands/clean.js';
import type { SetupOptions } from '../commands/setup.js';
import type { VerifyOptions } from '../commands/verify.js';
import { type Shell, shells } from '../completion/shells.js';
import { addExamples } from './help.js';
import { declareEverything, putOff } from './put-off.js';
import { runBody } from './run-body.js';
import { addStoreOptions } from './stores.js';

/** Declares the commands that see to what the lessons stand on, for those who write them, and for the shell. */
export function declareTending(program: Command): void {
  const setup = program
    .command('setup')
    .description(
      'choose your own PostgreSQL and Redis instead of the embedded ones; without options it asks',
    );
  putOff(setup, () => {
    setup
      .option('--postgres-url <url>', 'use this PostgreSQL')
      .option('--redis-url <url>', 'use this Redis or Valkey')
      .option('--ca-file <file>', 'trust the certificates in this PEM file')
      .option('--name <name>', 'your tables go to the schema cache_tutorial_<name>')
      .option('--save-password', 'save the passwords in the URLs, too')
      .option('--embedded', 'use the embedded stores')
      .option('--show', 'show what is saved')
      .option('--forget', 'forget it')
      .option('--compose', 'print a compose file that runs both stores in containers')
      .action((options: SetupOptions) =>
        runBody(import('../commands/setup.js'), ({ setupCommand }) => setupCommand(options)),
      );
    addExamples(
      setup,
      'setup',
      'setup --redis-url rediss://default:secret@cache.example.com:6379/5',
      'setup --show',
    );
  });

  const doctor = program
    .command('doctor')
    .description('look at all that the lessons need, and say what to do where something is wrong');
  putOff(doctor, () => {
    doctor
      .option('--json', 'print JSON')
      .action((options: { json?: true }) =>
        runBody(import('../commands/doctor.js'), ({ doctorCommand }) => doctorCommand(options)),
      );
    addExamples(doctor, 'doctor', 'doctor --json');
  });

  const verify = program
    .command('verify')
    .description('run lessons as written and prove the checks of exercises; fail where something is wrong')
    .argument('[lesson...]', 'numbers or ids; all of them when none is given');
  putOff(verify, () => {
    verify
      .option('--json', 'print one JSON object a line')
      .addOption(new Option('--only <part>', 'leave the other part out').choices(['lessons', 'exercises']))
      .action((wanted: string[], options: VerifyOptions) =>
        runBody(import('../commands/verify.js'), ({ verifyCommand }) => verifyCommand(wanted, options)),
      );
    addStoreOptions(verify);
    addExamples(verify, 'verify', 'verify 2 3 --only lessons');
  });

  const clean = program
    .command('clean')
    .description('remove what the tutorial has made in a PostgreSQL or Redis of yours, and nothing else');
  putOff(clean, () => {
    clean
      .option('--postgres-url <url>', 'where it was made, if that is not the PostgreSQL that is used now')
      .option('--redis-url <url>', 'the same for Redis or Valkey')
      .option('--ca-file <file>', 'trust the certificates in this file')
      .option('--json', 'print one JSON object a line')
      .action((options: CleanOptions) =>
        runBody(import('../commands/clean.js'), ({ cleanCommand }) => cleanCommand(options)),
      );
    addExamples(clean, 'clean', 'clean --postgres-url postgres://anna@db.example.com/shop');
  });

  const completion = program
    .command('completion')
    .description('print what makes your shell complete commands, options and lessons')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells));
  putOff(completion, () => {
    completion.action((shell: Shell) =>
      runBody(import('../commands/completion.js'), ({ completionCommand }) => completionCommand(shell)),
    );
    completion.addHelpText('after', installing);
    addExamples(completion, 'completion bash');
  });

  program
    .command('__complete', { hidden: true })
    .description('answer a shell: what may come next, a line each')
    .argument('[words...]')
    .action((words: string[]) => {
      declareEverything(program);
      return runBody(import('../commands/completion.js'), ({ completeCommand }) =>
        completeCommand(program, words),
      );
    });
}

const installing = `
To have it in every new shell:
  bash  cache-tutorial completion bash >> ~/.bashrc
  zsh   cache-tutorial completion zsh >> ~/.zshrc
        (below the line with compinit)
  fish  cache-tutorial completion fish \\
          > ~/.config/fish/completions/cache-tutorial.fish`;
