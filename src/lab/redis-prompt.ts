import { usageError } from '../errors.js';
import type { RedisResult } from './lab.js';
import { splitCommand } from './stores/redis/command-line.js';
import { connectRedis, type RedisConnection } from './stores/redis/connection.js';
import { formatReply, isTextual } from './stores/redis/format-reply.js';
import type { Store } from './stores/store.js';

/** After these a connection no longer answers each command with one reply in RESP2. */
const streaming = new Set(['subscribe', 'psubscribe', 'ssubscribe', 'monitor', 'sync', 'psync', 'hello']);

/** A redis-cli of the lab's own: one connection, kept from command to command, so that MULTI and SELECT work. */
export interface RedisPrompt {
  /**
   * Runs one line. An error reply is a reply. Rejects with a TutorialError for a line that is not a command,
   * or when Redis cannot be reached or does not answer within 10 s.
   */
  run(line: string): Promise<RedisResult>;
  close(): void;
}

/** Connects at the first command. */
export function openRedisPrompt(store: Store): RedisPrompt {
  let connection: RedisConnection | undefined;
  return {
    async run(line) {
      const args = splitCommand(line);
      if (!args) throw usageError(`Invalid argument(s): close the quotes in ${line}`);
      const name = args[0]?.toString().toLowerCase();
      if (name === undefined) throw usageError('There is no command to run: write one, like GET key.');
      if (streaming.has(name)) {
        throw usageError(
          `${name.toUpperCase()} changes what its connection carries: run it with redis-cli -u ${store.url}`,
        );
      }
      if (!connection?.open) connection = await connectRedis(store.login);
      const start = performance.now();
      const reply = await connection.send(args);
      const durationMs = performance.now() - start;
      // Redis closes it too, a moment later.
      if (name === 'quit') connection.close();
      if (reply.kind === 'bulk' && isTextual(args)) {
        return { reply: reply.bytes.toString().replaceAll('\r', '').trimEnd(), durationMs };
      }
      return { reply: formatReply(reply), durationMs };
    },
    close: () => connection?.close(),
  };
}
