import { Argument, type Command, Option } from 'commander';
import type { CleanOptions } from '../commands/clean.js';
import type { VerifyOptions } from '../commands/verify.js';
import { type Shell, shells } from '../completion/shells.js';
import { addExamples } from './help.js';
import { addStoreOptions } from './stores.js';

/** Declares the commands for those who write lessons, and for the shell. */
export function declareTending(program: Command): void {
  const verify = program
    .command('verify')
    .description('run lessons as written and prove the checks of exercises; fail where something is wrong')
    .argument('[lesson...]', 'numbers or ids; all of them when none is given')
    .option('--json', 'print one JSON object a line')
    .addOption(new Option('--only <part>', 'leave the other part out').choices(['lessons', 'exercises']))
    .action(async (wanted: string[], options: VerifyOptions) => {
      const { verifyCommand } = await import('../commands/verify.js');
      process.exitCode = await verifyCommand(wanted, options);
    });
  addStoreOptions(verify);
  addExamples(verify, 'verify', 'verify 2 3 --only lessons');

  const clean = program
    .command('clean')
    .description('remove what the tutorial has made in a PostgreSQL or Redis of yours, and nothing else')
    .option('--postgres-url <url>', 'where it was made, if that is not the PostgreSQL that is used now')
    .option('--redis-url <url>', 'the same for Redis or Valkey')
    .option('--ca-file <file>', 'trust the certificates in this file')
    .option('--json', 'print one JSON object a line')
    .action(async (options: CleanOptions) => {
      const { cleanCommand } = await import('../commands/clean.js');
      process.exitCode = await cleanCommand(options);
    });
  addExamples(clean, 'clean', 'clean --postgres-url postgres://anna@db.example.com/shop');

  const completion = program
    .command('completion')
    .description('print what makes your shell complete commands, options and lessons')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .action(async (shell: Shell) => {
      const { completionCommand } = await import('../commands/completion.js');
      process.exitCode = completionCommand(shell);
    });
  completion.addHelpText('after', installing);
  addExamples(completion, 'completion bash');

  program
    .command('__complete', { hidden: true })
    .description('answer a shell: what may come next, a line each')
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { completeCommand } = await import('../commands/completion.js');
      process.exitCode = completeCommand(program, words);
    });
}

const installing = `
To have it in every new shell:
  bash  cache-tutorial completion bash >> ~/.bashrc
  zsh   cache-tutorial completion zsh >> ~/.zshrc
        (below the line with compinit)
  fish  cache-tutorial completion fish \\
          > ~/.config/fish/completions/cache-tutorial.fish`;
