import type { Command } from 'commander';
import type { LoadCommandOptions } from '../commands/load.js';
import type { ServeOptions } from '../commands/serve.js';
import type { Client } from '../lab/client.js';
import { addExamples } from './help.js';
import { connectionsOption, countOption, pidOption, portOption, secondsOption } from './numbers.js';
import { putOff } from './put-off.js';
import { runBody } from './run-body.js';
import { addStoreOptions } from './stores.js';

/** Declares the commands for playing with servers and stores, also from another terminal. */
export function declarePlaying(program: Command): void {
  const serve = program
    .command('serve')
    .description('run a server with its stores, to play with from another terminal')
    .argument('<variant>', 'no-cache, cache, ttl, invalidation, decorator, ...');
  putOff(serve, () => {
    serve
      .option('--port <n>', 'listen on this port (further copies on the next ones)', portOption)
      .option('--copies <n>', 'how many copies to start', countOption, 1)
      .option('--json', 'print one JSON object a line')
      .action((variant: string, options: ServeOptions) =>
        runBody(import('../commands/serve.js'), ({ serveCommand }) => serveCommand(variant, options)),
      );
    addStoreOptions(serve);
    addExamples(serve, 'serve cache', 'serve ttl --port 8080 --copies 2');
  });

  const load = program
    .command('load')
    .description('measure variants under load: requests per second, and how long the answers take')
    .argument('<variant...>', 'no-cache, cache, ttl, invalidation, decorator, ...');
  putOff(load, () => {
    load
      .option('--seconds <n>', 'how long to measure each', secondsOption, 3)
      .option('--connections <n>', 'how many requests to have under way at any time', connectionsOption, 10)
      .option('--plain', 'print lines without escapes, and no bar that moves')
      .option('--json', 'print one JSON object a line')
      .action((variants: string[], options: LoadCommandOptions) =>
        runBody(import('../commands/load.js'), ({ loadCommand }) => loadCommand(variants, options)),
      );
    addStoreOptions(load);
    addExamples(load, 'load no-cache cache', 'load cache --seconds 10 --connections 50');
  });

  const status = program
    .command('status')
    .description('show what runs in other terminals, and how to reach it');
  putOff(status, () => {
    status
      .option('--json', 'print JSON')
      .action((options: { json?: true }) =>
        runBody(import('../commands/status.js'), ({ statusCommand }) => statusCommand(options)),
      );
    addExamples(status, 'status', 'status --json');
  });

  declareClient(program, 'psql', 'open psql, connected to the PostgreSQL of what runs', [
    'psql',
    "psql -c 'SELECT count(*) FROM orders'",
    'psql -- --help',
  ]);
  declareClient(program, 'redis-cli', 'open redis-cli, connected to the Redis of what runs', [
    'redis-cli',
    'redis-cli GET orders:count:latte',
    'redis-cli MONITOR',
  ]);
}

/** From the first word on that is not an option of ours, what follows is the client's. */
function declareClient(
  program: Command,
  name: Client,
  description: string,
  examples: readonly string[],
): void {
  const client = program
    .command(name)
    .description(description)
    .argument('[args...]', `what ${name} is to be given`);
  putOff(client, () => {
    client
      .option('--pid <pid>', 'where several run: the process to connect to, from `status`', pidOption)
      .helpOption('--help', 'show this help')
      .allowUnknownOption()
      .passThroughOptions()
      .action((args: string[], options: { pid?: number }) =>
        runBody(import('../commands/client.js'), ({ clientCommand }) => clientCommand(name, args, options)),
      );
    addExamples(client, ...examples);
  });
}
