import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError, messageOf } from '../../../errors.js';
import { freePort } from '../../free-port.js';
import { type Child, startChild } from '../../process/child.js';
import { findProgram } from '../../process/find-program.js';
import type { Watchdog } from '../../process/watchdog.js';
import type { Store } from '../store.js';
import { connectRedis } from './connection.js';
import { emptyRedis } from './empty.js';
import { type Identity, readIdentity } from './identity.js';

const host = '127.0.0.1';
const startLimitMs = 5000;
/** Between the choice of a free port and the server's bind, another program may take it. */
const attempts = 3;

/** The path of `redis-server`, or else of `valkey-server`, if one of them is on PATH. */
export const findLocalRedis = (): string | undefined => findProgram(['redis-server', 'valkey-server']);

/**
 * Starts a Redis or Valkey of our own from a program on this machine: on a free port of 127.0.0.1, without
 * persistence and without the machine's configuration. `dir` is its working directory.
 * Rejects with a TutorialError that names the program when it does not start.
 */
export async function openLocalRedis(options: {
  binary: string;
  dir: string;
  watchdog: Watchdog;
}): Promise<Store> {
  const { binary, dir, watchdog } = options;
  for (let attempt = 1; ; attempt++) {
    // A real server takes port 0 to mean that it should not listen.
    const port = await freePort();
    const args = ['--port', String(port), '--bind', host, '--protected-mode', 'yes', '--daemonize', 'no'];
    const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', dir];
    const child = await startChild(watchdog, {
      name: binary,
      file: binary,
      args: [...args, ...memoryOnly],
      cwd: dir,
    });
    try {
      const { product, version } = await child.startedBy(answering(port, child), startLimitMs);
      const url = `redis://${host}:${port}`;
      return {
        kind: 'local',
        product,
        version,
        host,
        port,
        url,
        login: url,
        reset: () => emptyRedis(url),
        close: child.stop,
      };
    } catch (error) {
      await child.stop();
      if (attempt === attempts || !/already in use/i.test(messageOf(error))) throw error;
    }
  }
}

/** Resolves with what the server says it is, as soon as it answers; gives up when the child has ended. */
async function answering(port: number, child: Child): Promise<Identity> {
  while (!child.death) {
    const identity = await identify(port, child.pid).catch(() => undefined);
    if (identity) return identity;
    await sleep(5);
  }
  throw child.death;
}

/** Makes sure, by the process id, that it is ours that answers: another may have taken the port first. */
async function identify(port: number, pid: number): Promise<Identity> {
  const connection = await connectRedis(`redis://${host}:${port}`);
  try {
    const identity = await readIdentity(connection, startLimitMs);
    if (identity.pid === pid) return identity;
    throw environmentError(`What listens at ${host}:${port} is not the Redis that was started.`);
  } finally {
    connection.close();
  }
}
