import { Worker } from 'node:worker_threads';
import { environmentError } from '../../../errors.js';
import { workerFile } from '../../worker-file.js';
import type { Store } from '../store.js';
import { postgresVersion } from './versions.js';

export { copyPristine, preparePristine } from './pristine.js';

/** What the worker is started with. */
export interface WorkerData {
  readonly dataDir: string;
  readonly idleLimitMs: number;
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string };

export interface EmbeddedOptions {
  /** A data directory that nobody else opens: two processes in one destroy it. */
  readonly dataDir: string;
  /** See `Front`; 10 s by default. */
  readonly idleLimitMs?: number;
}

/** A PostgreSQL that runs in a thread of this process. */
export interface EmbeddedPostgres extends Store {
  /** Resolves when it answers queries; connections made before then wait. Rejects with a TutorialError. */
  readonly ready: Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a data directory. Resolves as soon as it listens, before it has opened
 * the directory. Rejects with a TutorialError when it cannot listen.
 */
export async function openEmbeddedPostgres({
  dataDir,
  idleLimitMs = 10_000,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const data: WorkerData = { dataDir, idleLimitMs };
  const worker = new Worker(workerFile('src/lab/stores/postgres/worker'), {
    workerData: data,
    resourceLimits: { stackSizeMb: 16 },
  });
  const port = deferred<number>();
  const ready = deferred<void>();
  const fail = (message: string) => {
    const error = environmentError(
      `The embedded PostgreSQL does not start: ${message}. Start the lesson again.`,
    );
    port.reject(error);
    ready.reject(error);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'listening') port.resolve(message.port);
    else if (message.type === 'ready') ready.resolve();
    else fail(message.message);
  });
  worker.on('error', (error) => fail(error.message));
  worker.on('exit', () => fail('its thread has ended'));
  // Whoever does not wait for it hears of a failure on their connection.
  ready.promise.catch(() => undefined);

  const host = '127.0.0.1';
  const listening = await port.promise;
  return {
    kind: 'embedded',
    product: 'PostgreSQL',
    version: postgresVersion,
    host,
    port: listening,
    url: `postgresql://postgres@${host}:${listening}/postgres`,
    ready: ready.promise,
    async close() {
      await worker.terminate();
    },
  };
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
