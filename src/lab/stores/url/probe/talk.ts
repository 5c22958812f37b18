import type { StoreAddress } from '../address.js';
import { connectStore, type Link } from '../connect.js';
import { silent } from '../connect-trouble.js';

export interface ProbeOptions {
  /** Aborting it ends the probe and rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whatever is wrong with a store, it is known after this, in ms; 5 s by default. */
  readonly limitMs?: number;
}

/** Connects, asks, and hangs up. Rejects with a StoreTrouble, or with what `ask` rejects with. */
export async function talk<T>(
  address: StoreAddress,
  { signal, limitMs = 5000 }: ProbeOptions,
  ask: (link: Link) => Promise<T>,
): Promise<T> {
  const startMs = performance.now();
  const link = await connectStore(address, { signal, limitMs: 0.8 * limitMs });
  const leftMs = Math.max(0, limitMs - (performance.now() - startMs));
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(silent(address, limitMs)), leftMs);
    const aborted = () => reject(signal?.reason);
    signal?.addEventListener('abort', aborted);
    ask(link)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
      });
  }).finally(() => link.socket.destroy());
}

/** The shortest of three round trips, in ms. */
export async function shortestOf3(roundTrip: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  while (times.length < 3) {
    const startMs = performance.now();
    await roundTrip();
    times.push(performance.now() - startMs);
  }
  return Math.min(...times);
}
