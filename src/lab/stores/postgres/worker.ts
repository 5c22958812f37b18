// The embedded PostgreSQL, in a worker thread: it listens at once, and lets clients in when PGlite
// has opened its copy of the data.
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, TutorialError } from '../../../errors.js';
import type { WorkerData, WorkerMessage } from './embedded.js';
import { Engine } from './engine.js';
import { Front } from './front.js';
import { copyPristine } from './pristine.js';

const { pristine, dataDir, idleLimitMs }: WorkerData = workerData;
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

const front = new Front(idleLimitMs);
const server = createServer({ allowHalfOpen: true }, (socket) => front.accept(socket));
server.on('error', (error) => tell({ type: 'failed', message: messageOf(error) }));
server.listen(0, '127.0.0.1', () =>
  tell({ type: 'listening', port: (server.address() as AddressInfo).port }),
);

let engine: Engine | undefined;

/** Opens a fresh copy of the data. */
async function open(): Promise<void> {
  try {
    await copyPristine(pristine, dataDir);
    engine = await Engine.open(dataDir);
    await front.open(engine);
    tell({ type: 'ready' });
  } catch (error) {
    front.fail(error);
    tell({ type: 'failed', message: messageOf(error), explained: error instanceof TutorialError });
  }
}

/** The only thing that is ever asked of this thread: to begin anew. */
parentPort?.on('message', async () => {
  front.shut();
  await engine?.close().catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  await open();
});

await open();
