import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../free-port.js';
import { findProgram } from '../../../process/find-program.js';
import { redisProgram } from '../../../tap/testing/servers.js';
import { connects } from '../../../tap/testing/wait.js';
import type { Certificate } from './certificates.js';
import { type ServerProcess, startServerProcess } from './server-process.js';

const run = promisify(execFile);

export interface RedisServerOptions {
  /** As in redis.conf, e.g. `{ requirepass: 'secret' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lets in nobody without TLS; `caFile` is the authority that has signed the certificate. */
  readonly tls?: Certificate & { readonly caFile: string };
}

/** A real Redis or Valkey for a test, at 127.0.0.1 and ::1, without persistence. */
export interface RedisServer {
  readonly port: number;
  readonly pid: number;
  /** Runs a command by redis-cli and a Unix socket, as whoever `auth` (options of redis-cli) says. */
  cli(args: readonly string[], auth?: readonly string[]): Promise<string>;
  /** Stops it, data and all; `start` starts it again, empty, at the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const client = findProgram(['redis-cli', 'valkey-cli']);

/** Whether `startRedisServer` can work here. */
export const hasRedis = redisProgram() !== undefined && client !== undefined;

export async function startRedisServer({
  settings = {},
  tls,
}: RedisServerOptions = {}): Promise<RedisServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'redis-'));
  const socket = path.join(directory, 'redis.sock');
  const port = await freePort();
  const encrypted = tls && {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': tls.cert,
    'tls-key-file': tls.key,
    'tls-ca-cert-file': tls.caFile,
    'tls-auth-clients': 'no',
  };
  const all = {
    port: String(port),
    bind: '127.0.0.1 ::1',
    unixsocket: socket,
    save: '',
    dir: directory,
    ...encrypted,
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [
    `--${name}`,
    ...(value ? value.split(' ') : ['']),
  ]);
  let running: ServerProcess | undefined;
  const server: RedisServer = {
    port,
    get pid() {
      return running?.pid ?? 0;
    },
    async cli(args, auth = []) {
      const { stdout } = await run(client ?? '', ['-s', socket, '--no-auth-warning', ...auth, ...args]);
      return stdout.trim();
    },
    async stop() {
      await running?.stop('SIGKILL');
      running = undefined;
    },
    async start() {
      const program = redisProgram() ?? '';
      running = await startServerProcess(program, args, { cwd: directory }, () => connects(socket));
    },
    async close() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await server.start().catch((error) => {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });
  return server;
}
