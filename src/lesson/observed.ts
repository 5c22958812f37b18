import type { LessonEvent } from './events.js';
import type { LessonEvents } from './run.js';

/**
 * Is told of each event before the learner is, and whether it is of something tried out aside from the lesson; what
 * it resolves with is waited for.
 */
export type Observer = (event: LessonEvent, aside?: true) => Promise<void>;

/** Passes the events of a lesson on, and the answers back, and tells an observer of each. */
export async function* observed(events: LessonEvents, observe: Observer): LessonEvents {
  let answer: number | undefined;
  try {
    for (;;) {
      const next = await events.next(answer);
      if (next.done) return;
      await observe(next.value);
      answer = yield next.value;
    }
  } finally {
    await events.return();
  }
}
