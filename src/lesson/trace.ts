import type { WireEvent } from '../lab/tap/event.js';
import type { TraceEntry } from './events.js';

/** What crossed the wire, with times counted from `startMs` (on the clock of `performance.now()`). */
export function traceOf(wire: readonly WireEvent[], startMs: number): TraceEntry[] {
  return wire.map((event) => ({
    store: event.store,
    source: event.source,
    text: event.text,
    reply: event.reply,
    failed: event.failed,
    startMs: event.startMs - startMs,
    durationMs: event.durationMs,
  }));
}
