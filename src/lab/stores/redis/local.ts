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
import { readSettings } from './settings.js';

const host = '127.0.0.1';
const startLimitMs = 5000;
/** Between the choice of a free port and the server's bind, another program may take it. */
const attempts = 3;

/** The path of `redis-server`, or else of `valkey-server`, if one of them is on PATH. */
export const findLocalRedis = (): string | undefined => findProgram(['redis-server', 'valkey-server']);

/** What a server of our own is started from, and where. */
interface LocalOptions {
  readonly binary: string;
  /** Its working directory. */
  readonly dir: string;
  readonly watchdog: Watchdog;
}

/**
 * Starts a Redis or Valkey of our own from a program on this machine: on a free port of 127.0.0.1, without
 * persistence and without the machine's configuration.
 * Rejects with a TutorialError that names the program when it does not start.
 */
export async function openLocalRedis(options: LocalOptions): Promise<Store> {
  const { port, started } = await startAnywhere(options);
  let { child } = started;
  const { product, version } = started;
  const url = `redis://${host}:${port}`;
  const settings = await readSettings(url).catch(() => undefined);
  let closed = false;
  let resetting: Promise<void> | undefined;

  /** Who tries things out may have changed what it lets in, or ended it: then it begins anew. */
  async function reset(): Promise<void> {
    const now = await readSettings(url).catch(() => undefined);
    if (now !== undefined && now === settings) return emptyRedis(url);
    await child.stop();
    if (!closed) child = (await startAt(port, options)).child;
  }

  return {
    kind: 'local',
    product,
    version,
    host,
    port,
    url,
    login: url,
    reset() {
      resetting = reset();
      return resetting;
    },
    async close() {
      closed = true;
      await resetting?.catch(() => {});
      await child.stop();
    },
  };
}

interface Started extends Identity {
  readonly child: Child;
}

async function startAnywhere(options: LocalOptions): Promise<{ port: number; started: Started }> {
  for (let attempt = 1; ; attempt++) {
    // A real server takes port 0 to mean that it should not listen.
    const port = await freePort();
    try {
      return { port, started: await startAt(port, options) };
    } catch (error) {
      if (attempt === attempts || !/already in use/i.test(messageOf(error))) throw error;
    }
  }
}

async function startAt(port: number, { binary, dir, watchdog }: LocalOptions): Promise<Started> {
  const args = ['--port', String(port), '--bind', host, '--protected-mode', 'yes', '--daemonize', 'no'];
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', dir];
  const child = await startChild(watchdog, {
    name: binary,
    file: binary,
    args: [...args, ...memoryOnly],
    cwd: dir,
  });
  try {
    const identity = await child.startedBy(answering(port, child), startLimitMs);
    return { ...identity, child };
  } catch (error) {
    await child.stop();
    throw error;
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
