import type { Tap, WireEvent } from '../tap/event.js';

/** Collects what crosses the taps from now on, until it is asked for. */
export interface WireRecord {
  /** When the last statement or command so far was answered, or the record began when there is none, in ms. */
  readonly lastMs: number;
  /** Ends the record: what began after its start, by start. Call it once, however the request ended. */
  end(): WireEvent[];
}

export function recordWire(taps: readonly Tap[]): WireRecord {
  const startMs = performance.now();
  const events: WireEvent[] = [];
  let lastMs = startMs;
  const stop = taps.map((tap) =>
    tap.subscribe((event) => {
      lastMs = performance.now();
      // What began before belongs to an earlier request that took its time.
      if (event.startMs >= startMs) events.push(event);
    }),
  );
  return {
    get lastMs() {
      return lastMs;
    },
    end() {
      for (const unsubscribe of stop) unsubscribe();
      return events.sort((a, b) => a.startMs - b.startMs);
    },
  };
}
