import type { Store } from '../store.js';
import { connectRedis, type RedisConnection } from './connection.js';
import { textOf } from './reply.js';

/**
 * Which of these commands cannot be used in a Redis: `OBJECT`, `CLIENT TRACKING`. It does not know them, or, where it
 * is somebody's, they act on more than the learner's part of it. Rejects with a TutorialError when it cannot be asked.
 */
export async function lackingCommands(store: Store, commands: readonly string[]): Promise<string[]> {
  const redis = await connectRedis(store.login);
  try {
    const lacking: string[] = [];
    for (const command of commands) {
      const words = command.toUpperCase().split(' ');
      if ((await isRefused(store, words)) || !(await isKnown(redis, words))) lacking.push(command);
    }
    return lacking;
  } finally {
    redis.close();
  }
}

async function isRefused({ kind }: Store, words: readonly string[]): Promise<boolean> {
  if (kind !== 'url') return false;
  const { refusalFor } = await import('../url/gateway/rules.js');
  return refusalFor(words) !== undefined;
}

/** COMMAND INFO knows of subcommands only since Redis 7; HELP has always listed them. */
async function isKnown(redis: RedisConnection, [name = '', subcommand]: readonly string[]): Promise<boolean> {
  const reply = await redis.send(subcommand === undefined ? ['COMMAND', 'INFO', name] : [name, 'HELP']);
  if (reply.kind !== 'array') return false;
  if (subcommand === undefined) return reply.items.some(({ kind }) => kind === 'array');
  return reply.items.some(
    (item) =>
      textOf(item)
        .split(/[\s|<[(]/)[0]
        ?.toUpperCase() === subcommand,
  );
}
