import type { LessonEvent } from './events.js';
import type { LessonEvents } from './run.js';

/**
 * Is told of each event before the learner is, and whether it is of something tried out aside from the lesson; what
 * it resolves with is waited for.
 */
export type Observer = (event: LessonEvent, aside?: true) => Promise<void>;

/**
 * Passes the events of a lesson on, and the answers back, and tells an observer of each. What the observer rejects with is
 * thrown when the learner has seen the event: that progress cannot be saved must not take the end of a lesson away.
 */
export async function* observed(events: LessonEvents, observe: Observer): LessonEvents {
  let answer: number | undefined;
  try {
    for (;;) {
      const next = await events.next(answer);
      if (next.done) return;
      const failed = await observe(next.value).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      answer = yield next.value;
      if (failed) throw failed.error;
    }
  } finally {
    await events.return();
  }
}
