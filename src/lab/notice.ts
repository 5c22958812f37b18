import type { Purpose, RunningServer } from './lab.js';
import { writeOwner } from './owner.js';
import type { Store } from './stores/store.js';

/** Tells other terminals of a lab, in its session's directory; it goes with that. */
export interface Notice {
  /** The servers that can be asked from now on. */
  servers(servers: readonly RunningServer[]): void;
}

type Named = Pick<Store, 'url' | 'kind'>;

/** Tells of a lab whose stores are open. */
export function openNotice(
  directory: string,
  purpose: Purpose,
  { postgres, redis }: { readonly postgres: Named; readonly redis: Named },
): Notice {
  const since = new Date().toISOString();
  const stores = {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    ownPostgres: postgres.kind === 'url',
    ownRedis: redis.kind === 'url',
  };
  const servers: Notice['servers'] = (running) => {
    try {
      writeOwner(directory, { ...purpose, since, ...stores, servers: running });
    } catch {
      // The lab is being closed, or the disk is full: then others do not find it, and the lesson goes on.
    }
  };
  servers([]);
  return { servers };
}
