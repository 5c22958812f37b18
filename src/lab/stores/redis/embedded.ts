import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { environmentError } from '../../../errors.js';
import { workerFile } from '../../worker-file.js';
import type { Store } from '../store.js';
import { emptyRedis } from './empty.js';

/**
 * Opens a Redis inside this program: js-redis-server in a worker thread, so that it neither holds up the
 * screen nor is held up by it, and ends with the process. `version` is the Redis whose behaviour it
 * follows. Rejects with a TutorialError when the thread cannot start.
 */
export async function openEmbeddedRedis(): Promise<Store> {
  const worker = new Worker(workerFile('src/lab/stores/redis/embedded-worker'), { execArgv: [] });
  try {
    // `once` rejects on an `error` event.
    const [started] = await once(worker, 'message');
    const { port, version } = started as { port: number; version: string };
    // A later failure shows as lost connections, where it is handled; unheard, it would end the program.
    worker.on('error', () => {});
    worker.unref();
    const host = '127.0.0.1';
    const url = `redis://${host}:${port}`;
    return {
      kind: 'embedded',
      product: 'Redis',
      version,
      host,
      port,
      url,
      login: url,
      reset: () => emptyRedis(url),
      close: async () => void (await worker.terminate()),
    };
  } catch (error) {
    await worker.terminate();
    throw environmentError(
      'The embedded Redis did not start. Install redis-server to use it instead.',
      error,
    );
  }
}
