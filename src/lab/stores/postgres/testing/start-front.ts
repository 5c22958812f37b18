import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../../../package-root.js';
import { Engine } from '../engine.js';
import { Front } from '../front.js';
import { unpackDirectory } from '../template.js';

/** A front with a PGlite of its own, in this thread. */
export interface RunningFront {
  readonly port: number;
  readonly url: string;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** An initialised data directory in a temporary place: from the build's template, or else by initdb. */
export function makeDataDir(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
  const template = path.join(packageRoot, 'dist', 'postgres.template');
  if (existsSync(template)) unpackDirectory(readFileSync(template), directory);
  return directory;
}

/** Starts a front on an empty database. */
export async function startFront(idleLimitMs = 10_000): Promise<RunningFront> {
  const dataDir = makeDataDir();
  const front = new Front(idleLimitMs);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    front.accept(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const engine = await Engine.open(dataDir);
  await front.open(engine);
  return {
    port,
    url: `postgresql://anyone:anything@127.0.0.1:${port}/postgres`,
    engine,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await engine.close().catch(() => undefined);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
