import { exitCodes } from '../errors.js';
import { findLesson, loadLesson } from '../lesson/catalogue.js';
import type { LessonEvent } from '../lesson/events.js';
import { runLesson } from '../lesson/run.js';
import { recordDone } from '../progress.js';
import { openWithServers } from './open-with-servers.js';
import { withSession } from './session.js';

export interface LessonOptions {
  plain?: true;
  json?: true;
  embedded?: true;
}

/** Runs one lesson in the view that fits. Returns the exit code. */
export async function lessonCommand(wanted: string, options: LessonOptions): Promise<number> {
  const lesson = await loadLesson(findLesson(wanted));
  return withSession(async (session) => {
    const opening = openWithServers(lesson.servers, options, session);
    const events = recordingProgress(runLesson(lesson, opening), lesson.id);
    const interactive = !options.plain && !options.json && process.stdin.isTTY && process.stdout.isTTY;
    if (interactive) {
      const { playInteractive } = await import('../view/interactive.js');
      const outcome = await playInteractive(events, process, session.signal);
      return outcome === 'failed' ? exitCodes.notHeld : exitCodes.ok;
    }
    const held = options.json
      ? await (await import('../view/json.js')).playJson(events, process.stdout)
      : await (await import('../view/plain.js')).playPlain(events, process.stdout);
    return held ? exitCodes.ok : exitCodes.notHeld;
  });
}

/** Passes the events on, and notes the lesson as done when it ends with all expectations held. */
async function* recordingProgress(
  events: AsyncGenerator<LessonEvent, void, number | undefined>,
  id: string,
): AsyncGenerator<LessonEvent, void, number | undefined> {
  let answer: number | undefined;
  for (;;) {
    const next = await events.next(answer);
    if (next.done) return;
    if (next.value.type === 'end' && next.value.ok) recordDone(id);
    answer = yield next.value;
  }
}
