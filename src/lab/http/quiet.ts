import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Tap } from '../tap/event.js';

/** How long nothing may happen at the taps until the servers count as quiet, in ms. */
const settleMs = 5;

/**
 * Waits until nothing is pending at the taps and nothing new has come for 5 ms, at most `limitMs`: what a
 * server does after it has answered, like a write it does not wait for, belongs to the request too.
 */
export async function untilQuiet(
  taps: readonly Pick<Tap, 'pending' | 'subscribe'>[],
  limitMs = 1000,
): Promise<void> {
  let events = 0;
  const stop = taps.map((tap) =>
    tap.subscribe(() => {
      events++;
    }),
  );
  const pending = () => taps.some((tap) => tap.pending > 0);
  const deadline = performance.now() + limitMs;
  try {
    for (let seen = -1; (seen !== events || pending()) && performance.now() < deadline; ) {
      seen = events;
      await sleep(settleMs);
      // After a busy moment the timer fires before the bytes are read that came meanwhile: read them first.
      await nextTurn();
    }
  } finally {
    for (const unsubscribe of stop) unsubscribe();
  }
}
