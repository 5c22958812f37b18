import type { Lab } from '../lab/lab.js';
import type { ServersStart } from '../lesson/lesson.js';
import type { LabOpening } from '../lesson/opening.js';
import type { Session } from './session.js';

export interface StoreOptions {
  embedded?: true;
}

/**
 * Begins to open a lab with servers in it, and returns at once, so that the learner can read meanwhile.
 * The session closes the lab.
 */
export function openWithServers(servers: ServersStart, options: StoreOptions, session: Session): LabOpening {
  let latest: { what: string; done: number; total: number } | null = null;
  const open = async (): Promise<Lab> => {
    const { openLab } = await import('../lab/open.js');
    const lab = await openLab({
      ...options,
      signal: session.signal,
      onProgress: (what, done, total) => {
        latest = { what, done, total };
      },
    });
    session.defer(() => lab.close());
    await lab.startServers(servers.variant, servers.copies, { env: servers.env });
    return lab;
  };
  const lab = open();
  // It may fail while nobody waits for it yet; whoever does is told then.
  lab.catch(() => {});
  // An abort in mid-opening rejects only when what had begun is undone: closing waits for that.
  session.defer(() =>
    lab.then(
      () => {},
      () => {},
    ),
  );
  return { lab, progress: () => latest };
}
