import type { RedisAddress } from '../address.js';

const others = 'it reaches beyond your logical database';
const flushes = 'delete keys by their names, or with SCAN and UNLINK';
const spies = 'it shows what others do';
const server = 'it acts on the whole server';

/** What is refused whatever its arguments, and why. */
const refused: ReadonlyMap<string, string> = new Map([
  ['FLUSHDB', flushes],
  ['FLUSHALL', flushes],
  ['MOVE', others],
  ['SWAPDB', others],
  ['MIGRATE', others],
  ['MONITOR', spies],
  ...(['BGREWRITEAOF', 'BGSAVE', 'DEBUG', 'FAILOVER', 'PSYNC', 'REPLCONF', 'REPLICAOF'] as const).map(
    (name) => [name, server] as const,
  ),
  ...(['SAVE', 'SHUTDOWN', 'SLAVEOF', 'SYNC'] as const).map((name) => [name, server] as const),
]);

/** Of these commands, nothing but these subcommands. */
const nothingBut: ReadonlyMap<string, readonly string[]> = new Map([
  ['ACL', ['CAT', 'GENPASS', 'HELP', 'WHOAMI']],
  ['COMMANDLOG', ['HELP', 'LEN']],
  ['CONFIG', ['GET', 'HELP']],
  ['FUNCTION', ['DUMP', 'HELP', 'LIST', 'STATS']],
  ['LATENCY', ['DOCTOR', 'GRAPH', 'HELP', 'HISTOGRAM', 'HISTORY', 'LATEST']],
  ['MEMORY', ['DOCTOR', 'HELP', 'MALLOC-STATS', 'STATS', 'USAGE']],
  ['MODULE', ['HELP', 'LIST']],
  ['SCRIPT', ['EXISTS', 'HELP', 'LOAD', 'SHOW']],
  ['SLOWLOG', ['HELP', 'LEN']],
]);

/** Of these commands, all but these subcommands. */
const allBut: ReadonlyMap<string, readonly string[]> = new Map([
  ['CLIENT', ['KILL', 'PAUSE', 'UNBLOCK', 'UNPAUSE']],
]);

/** Why a command is refused to everybody, wherever it goes; undefined when it is not. Its name is in capitals. */
export function refusalFor([name = '', argument = '']: readonly string[]): string | undefined {
  const subcommand = argument.toUpperCase();
  if (nothingBut.get(name)?.includes(subcommand) === false) return server;
  if (allBut.get(name)?.includes(subcommand)) return server;
  return refused.get(name);
}

const judgedByArguments = new Set([
  'AUTH',
  'COPY',
  'HELLO',
  'RESET',
  'SELECT',
  ...nothingBut.keys(),
  ...allBut.keys(),
]);

/** What a client may do before it has logged in. */
const entrance = new Set(['AUTH', 'HELLO', 'QUIT']);

/**
 * What one client may ask of a Redis that is somebody's: whatever stays within the logical database of the address, and does
 * not act on the server as a whole. Pub/sub knows no databases, and passes. What a script does, by EVAL or a function, is not
 * seen: only an ACL of the server can keep it in.
 *
 * Since the gateway has logged in already, it is here, too, that a client has to know the password.
 */
export class Rules {
  #loggedIn: boolean;

  constructor(readonly address: RedisAddress) {
    this.#loggedIn = address.password === undefined;
  }

  /** Whether the command's name, in capitals, does not suffice to judge it. */
  dependsOnArguments(name: string): boolean {
    return judgedByArguments.has(name);
  }

  /** Why the command is refused; undefined when it is not. Its name alone will do unless it depends on the arguments. */
  refusal(command: readonly string[]): string | undefined {
    const [name = '', ...args] = [command[0]?.toUpperCase() ?? '', ...command.slice(1)];
    if (this.#showsPassword(name, args)) this.#loggedIn = true;
    if (!this.#loggedIn && !entrance.has(name)) return 'log in with the password of the URL first';
    return refusalFor([name, ...args]) ?? (this.#leaves(name, args) ? others : undefined);
  }

  /** Whether it would go to another logical database. */
  #leaves(name: string, args: readonly string[]): boolean {
    const { database = 0 } = this.address;
    if (name === 'SELECT') return args[0] !== String(database);
    if (name === 'RESET') return database !== 0;
    if (name !== 'COPY') return false;
    const targets = args.filter((_, index) => index > 2 && args[index - 1]?.toUpperCase() === 'DB');
    return targets.some((target) => target !== String(database));
  }

  /** `AUTH [user] password`, or `HELLO 3 AUTH user password`. */
  #showsPassword(name: string, args: readonly string[]): boolean {
    if (name !== 'AUTH' && name !== 'HELLO') return false;
    const at =
      name === 'AUTH' ? 0 : args.findIndex((arg, index) => index > 0 && arg.toUpperCase() === 'AUTH') + 1;
    if (name === 'HELLO' && at === 0) return false;
    const [first = '', second] = args.slice(at, at + 2);
    const [user, password] = second === undefined ? ['default', first] : [first, second];
    return user === (this.address.user ?? 'default') && password === this.address.password;
  }
}
