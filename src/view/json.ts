import type { Writable } from 'node:stream';
import type { LessonEvent } from '../lesson/events.js';
import { Output } from './output.js';

/**
 * Prints each event as a JSON object on a line of its own, for programs; reports of progress are left out
 * (`docs/json.md` lists the others). Returns whether every expectation held; stops quietly, and returns that
 * of what was run, when the reader goes away.
 */
export async function playJson(events: AsyncIterable<LessonEvent>, out: Writable): Promise<boolean> {
  const output = new Output(out);
  let held = true;
  try {
    for await (const event of events) {
      if (event.type === 'expectation' && !event.ok) held = false;
      if (event.type === 'preparing' || event.type === 'waiting' || event.type === 'loading') continue;
      await output.write(`${JSON.stringify(event)}\n`);
      if (output.closed) break;
    }
  } finally {
    await output.release();
  }
  return held;
}
