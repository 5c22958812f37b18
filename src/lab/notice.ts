import type { Purpose, RunningServer } from './lab.js';
import { writeOwner } from './owner.js';
import type { Store } from './stores/store.js';

/** Tells other terminals of a lab, in its session's directory; it goes with that. */
export interface Notice {
  /** The servers that can be asked from now on. */
  servers(servers: readonly RunningServer[]): void;
}

/** Tells of a lab whose stores are open. */
export function openNotice(
  directory: string,
  purpose: Purpose,
  { postgres, redis }: { readonly postgres: Pick<Store, 'url'>; readonly redis: Pick<Store, 'url'> },
): Notice {
  const since = new Date().toISOString();
  const servers: Notice['servers'] = (running) => {
    try {
      writeOwner(directory, {
        ...purpose,
        since,
        databaseUrl: postgres.url,
        redisUrl: redis.url,
        servers: running,
      });
    } catch {
      // The lab is being closed, or the disk is full: then others do not find it, and the lesson goes on.
    }
  };
  servers([]);
  return { servers };
}
