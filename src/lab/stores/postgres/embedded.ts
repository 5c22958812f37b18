import { Worker } from 'node:worker_threads';
import { environmentError, type TutorialError } from '../../../errors.js';
import { workerFile } from '../../worker-file.js';
import type { Store } from '../store.js';
import { postgresVersion } from './versions.js';

export { preparePristine } from './pristine.js';

/** What the worker is started with. */
export interface WorkerData {
  readonly pristine: string;
  readonly dataDir: string;
  readonly idleLimitMs: number;
}

/** What the worker tells. */
export type WorkerMessage =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'ready' }
  /** `explained`: the message is a whole sentence that says what to do. */
  | { readonly type: 'failed'; readonly message: string; readonly explained?: boolean };

export interface EmbeddedOptions {
  /** What `preparePristine` returned. */
  readonly pristine: string;
  /** Where the copy goes that is worked on; must not exist. Nobody else may open it: two processes in one destroy it. */
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
 * Starts the embedded PostgreSQL on a copy of the pristine data. Resolves as soon as it listens, before the
 * data is copied and opened, so that servers can start meanwhile. Rejects with a TutorialError when it cannot listen.
 */
export async function openEmbeddedPostgres({
  pristine,
  dataDir,
  idleLimitMs = 10_000,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const data: WorkerData = { pristine, dataDir, idleLimitMs };
  const worker = new Worker(workerFile('src/lab/stores/postgres/worker'), {
    workerData: data,
    // Not ours: what node itself was started with, which may not be fit for a thread.
    execArgv: [],
    resourceLimits: { stackSizeMb: 16 },
  });
  const port = deferred<number>();
  let ready = deferred<void>();
  let failure: TutorialError | undefined;
  const fail = (message: string, explained = false) => {
    const error = environmentError(
      explained ? message : `The embedded PostgreSQL does not start: ${message}. Start the lesson again.`,
    );
    // What comes after the first is what that led to.
    failure ??= error;
    port.reject(error);
    ready.reject(error);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'listening') port.resolve(message.port);
    else if (message.type === 'ready') ready.resolve();
    else fail(message.message, message.explained);
  });
  worker.on('error', (error) => fail(error.message));
  let closed = false;
  worker.on('exit', () => {
    // What was under way when it was closed has its own reason to fail.
    if (closed) ready.resolve();
    else fail('its thread has ended');
  });
  // Whoever does not wait for it hears of a failure on their connection.
  ready.promise.catch(() => undefined);

  const host = '127.0.0.1';
  const listening = await port.promise;
  const url = `postgresql://postgres@${host}:${listening}/postgres`;
  return {
    kind: 'embedded',
    product: 'PostgreSQL',
    version: postgresVersion,
    host,
    port: listening,
    url,
    login: url,
    ready: ready.promise,
    async reset() {
      await ready.promise;
      ready = deferred<void>();
      worker.postMessage('reset');
      await ready.promise;
    },
    async check() {
      // Its clients may hear of a failure before we do.
      await ready.promise;
      if (failure) throw failure;
    },
    async close() {
      closed = true;
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
