import path from 'node:path';
import { environmentError, messageOf } from '../../errors.js';
import type { Cleanup } from '../cleanup.js';
import type { LabOptions } from '../lab.js';
import type { Watchdog } from '../process/watchdog.js';
import { openEmbeddedPostgres, preparePristine } from './postgres/embedded.js';
import { openEmbeddedRedis } from './redis/embedded.js';
import { findLocalRedis, openLocalRedis } from './redis/local.js';
import type { Store } from './store.js';

export interface StoresOptions
  extends Pick<LabOptions, 'embedded' | 'postgres' | 'redis' | 'onProgress' | 'signal'> {
  readonly cacheDir: string;
  readonly sessionDir: string;
  readonly watchdog: Watchdog;
  /** Gets the closing of each store as soon as it is open. */
  readonly cleanup: Cleanup;
}

/**
 * Opens both stores side by side. Rejects when one fails or the signal is aborted, but only when neither is
 * opening any more, so that the cleanup then knows of all there is.
 */
export async function openStores(options: StoresOptions): Promise<{ postgres: Store; redis: Store }> {
  const { cleanup, signal } = options;
  const underCleanup = async (opening: Promise<Store>) => {
    const store = await opening;
    cleanup.add(() => store.close());
    return store;
  };
  const both = [underCleanup(openPostgres(options)), underCleanup(openRedis(options))] as const;
  await Promise.allSettled(both);
  signal?.throwIfAborted();
  const [postgres, redis] = await Promise.all(both);
  return { postgres, redis };
}

async function openPostgres(options: StoresOptions): Promise<Store> {
  const { cacheDir, sessionDir, postgres, signal } = options;
  const onProgress = (done: number, total: number) => options.onProgress?.('orders', done, total);
  if (postgres) {
    const { openPostgresByUrl } = await import('./url/postgres.js');
    return openPostgresByUrl({ ...postgres, signal, onProgress });
  }
  const pristine = await preparePristine({ cacheDir, signal, onProgress });
  signal?.throwIfAborted();
  return openEmbeddedPostgres({ pristine, dataDir: path.join(sessionDir, 'postgres') });
}

async function openRedis({ embedded, redis, sessionDir, watchdog, signal }: StoresOptions): Promise<Store> {
  if (redis) {
    const { openRedisByUrl } = await import('./url/redis.js');
    return openRedisByUrl({ ...redis, signal });
  }
  const binary = embedded ? undefined : findLocalRedis();
  if (binary === undefined) return openEmbeddedRedis();
  try {
    return await openLocalRedis({ binary, dir: sessionDir, watchdog });
  } catch (error) {
    throw environmentError(
      `${binary} does not start: choose --embedded to do without it.\n${messageOf(error)}`,
      error,
    );
  }
}
