import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until `holds` is true, or the time is over; resolves with what it was at last. `holds` may be asynchronous. */
export async function until(holds, withinMs, everyMs = 50) {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const held = await holds();
    if (held || performance.now() >= deadline) return held;
    await sleep(everyMs);
  }
}
