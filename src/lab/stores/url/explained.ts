import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store.js';
import type { ProbeOptions } from './probe/talk.js';
import { StoreTrouble } from './trouble.js';

/** How long a store may be silent before it is looked at, and how long that may take, in ms: under 5 s together. */
const patienceMs = 1500;
const checkMs = 2500;

/** How a store is looked at while somebody waits. */
export const quickly: ProbeOptions = { limitMs: checkMs };

/**
 * Carries out what needs stores. When it fails, or takes long, those that can fail are looked at: what is wrong with
 * one of them says more than a lost connection does. So it rejects with what that says within 5 s, where that is
 * the cause, else as `work` does, or with the signal's reason.
 */
export async function explainedBy<T>(
  stores: readonly Pick<Store, 'check'>[],
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!stores.some(({ check }) => check)) return work();
  const working = work();
  // It may fail after we have given up.
  working.catch(() => {});
  try {
    for (;;) {
      const patience = sleep(patienceMs, undefined, { ref: false });
      const done = await Promise.race([working.then((value) => ({ value })), patience]);
      if (done) return done.value;
      signal?.throwIfAborted();
      await checkStores(stores);
    }
  } catch (error) {
    signal?.throwIfAborted();
    // What is known need not be found out again: that would take as long once more.
    if (!(error instanceof StoreTrouble)) await checkStores(stores);
    throw error;
  }
}

/** Looks at the stores that can fail. Rejects with what one says that cannot be used. */
export async function checkStores(stores: readonly Pick<Store, 'check'>[]): Promise<void> {
  await Promise.all(stores.map((store) => store.check?.()));
}
