import { once } from 'node:events';
import { connect } from 'node:net';
import { environmentError } from '../../../errors.js';
import { type Reply, ReplyParser } from './reply.js';

/** A connection that speaks RESP2, for what the lab itself asks of Redis. */
export interface RedisConnection {
  /** Whether it can still be used. */
  readonly open: boolean;
  /**
   * Sends one command and resolves with its reply, an error reply included. Commands may overlap: they are
   * answered in order. Rejects with a TutorialError when the connection is lost, or after `limitMs` (10 s).
   */
  send(args: readonly (string | Buffer)[], limitMs?: number): Promise<Reply>;
  close(): void;
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * Connects to a Redis by a `redis:` URL, logs in where it has a password, and selects the logical database that it
 * names. Rejects with a TutorialError, which has no password in it. The `redis` package would do it too, but it takes
 * longer to import than a whole lab to open, and does not tell a status from a string, which redis-cli prints differently.
 */
export async function connectRedis(url: string): Promise<RedisConnection> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const waiting: Waiting[] = [];
  const parser = new ReplyParser();
  let open = true;

  const lost = (why: string) => {
    open = false;
    socket.destroy();
    const error = environmentError(`Redis at ${hostname}:${port} ${why}. Start the lesson again.`);
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  socket.on('data', (chunk) => {
    try {
      for (const reply of parser.push(chunk)) waiting.shift()?.resolve(reply);
    } catch {
      lost('answered with something that is not a Redis reply');
    }
  });
  socket.on('close', () => lost('closed the connection'));
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw environmentError(`Redis at ${hostname}:${port} cannot be reached.`, error);
  }
  // What matters follows as `close`.
  socket.on('error', () => {});

  const connection: RedisConnection = {
    get open() {
      return open;
    },
    send(args, limitMs = 10_000) {
      if (!open) return Promise.reject(environmentError('The connection to Redis is closed.'));
      const timer = setTimeout(() => lost(`did not answer within ${limitMs / 1000} s`), limitMs);
      const answered = new Promise<Reply>((resolve, reject) => waiting.push({ resolve, reject }));
      socket.write(encodeCommand(args));
      return answered.finally(() => clearTimeout(timer));
    },
    close() {
      open = false;
      socket.destroy();
    },
  };
  const login =
    password === '' ? [] : [['AUTH', ...[username, password].filter(Boolean).map(decodeURIComponent)]];
  const database = pathname.slice(1) || '0';
  const select = database === '0' ? [] : [['SELECT', database]];
  for (const command of [...login, ...select]) {
    const reply = await connection.send(command);
    if (reply.kind !== 'error') continue;
    connection.close();
    throw environmentError(`Redis at ${hostname}:${port} refuses ${command[0]}: ${reply.text}`);
  }
  return connection;
}

/** A command as RESP has it: an array of bulk strings. */
export function encodeCommand(args: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from(`*${args.length}\r\n`)];
  for (const arg of args) {
    const bytes = Buffer.from(arg);
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n'));
  }
  return Buffer.concat(parts);
}
