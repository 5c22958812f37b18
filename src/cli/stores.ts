import type { Command } from 'commander';

/** Adds the options by which a command is told which stores to use. */
export function addStoreOptions(command: Command): Command {
  return command
    .option('--embedded', 'use stores of the tutorial alone, whatever is installed or saved')
    .option('--postgres-url <url>', 'use this PostgreSQL: postgres://user@host:5432/database')
    .option('--redis-url <url>', 'use this Redis or Valkey: redis://host:6379, rediss://...')
    .option('--ca-file <file>', 'trust the certificates in this file')
    .option('--name <name>', 'whose schema to use in that PostgreSQL; your user name, if you give none')
    .option('--yes', 'make there what is needed without asking');
}
