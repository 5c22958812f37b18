import { exitCodes } from '../errors.js';
import { countPath } from '../lab/variants.js';
import { findLesson, loadLesson } from '../lesson/catalogue.js';
import { type LessonEvents, runLesson } from '../lesson/run.js';
import { recordDone } from '../progress.js';
import { recordRun } from '../recording.js';
import { canPrompt } from './can-prompt.js';
import { openWithServers } from './open-with-servers.js';
import { withSession } from './session.js';

export interface LessonOptions {
  plain?: true;
  json?: true;
  embedded?: true;
}

/** Runs one lesson in the view that fits. Returns the exit code. */
export async function lessonCommand(wanted: string, options: LessonOptions): Promise<number> {
  const entry = findLesson(wanted);
  const lesson = await loadLesson(entry);
  return withSession(async (session) => {
    const purpose = { command: `lesson ${entry.number}`, title: entry.title, path: countPath };
    const opening = openWithServers(lesson.servers, { ...options, purpose }, session);
    let ended = false;
    const run = runLesson(lesson, opening);
    const recorded = options.json ? run : recordRun(lesson.id, run, session);
    const events = recordingProgress(recorded, lesson.id, () => {
      ended = true;
    });
    const code = await play(events, options);
    if (ended && entry.hasExercise && !options.json) await offerExercise(entry.number);
    return code;
  });
}

async function play(events: LessonEvents, { plain, json }: LessonOptions): Promise<number> {
  if (!plain && !json && canPrompt()) return playToLearner(events);
  return (await playAlone(events, json === true)) ? exitCodes.ok : exitCodes.notHeld;
}

async function offerExercise(number: number): Promise<void> {
  const [{ printPage }, { wrap }] = await Promise.all([import('./print-page.js'), import('../view/text.js')]);
  const text = `Exercise ${number} is next: cache-tutorial exercise ${number} --watch`;
  printPage(({ width }) => `\n${wrap(text, width).join('\n')}`);
}

async function playToLearner(events: LessonEvents): Promise<number> {
  const [{ playInteractive }, { Interrupted }] = await Promise.all([
    import('../view/interactive.js'),
    import('../view/interrupted.js'),
  ]);
  try {
    return (await playInteractive(events, process)) === 'failed' ? exitCodes.notHeld : exitCodes.ok;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  }
}

async function playAlone(events: LessonEvents, json: boolean): Promise<boolean> {
  if (json) return (await import('../view/json.js')).playJson(events, process.stdout);
  const [{ playPlain }, { screenOf }] = await Promise.all([
    import('../view/plain.js'),
    import('../view/screen.js'),
  ]);
  return playPlain(events, process.stdout, screenOf(process.stdout));
}

/** Passes the events on, tells of the end, and notes the lesson as done when all expectations held. */
async function* recordingProgress(events: LessonEvents, id: string, onEnd: () => void): LessonEvents {
  let answer: number | undefined;
  try {
    for (;;) {
      const next = await events.next(answer);
      if (next.done) return;
      if (next.value.type === 'end' && next.value.ok) await recordDone(id);
      if (next.value.type === 'end') onEnd();
      answer = yield next.value;
    }
  } finally {
    await events.return();
  }
}
