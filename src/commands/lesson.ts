import { exitCodes, usageError } from '../errors.js';
import { countPath } from '../lab/variants.js';
import { type CatalogueEntry, findLesson, loadLesson } from '../lesson/catalogue.js';
import type { Lesson } from '../lesson/lesson.js';
import { type Observer, observed } from '../lesson/observed.js';
import { type Place, startOf } from '../lesson/place.js';
import { type LessonEvents, LessonRun } from '../lesson/run.js';
import { readProgress, recordDone, recordPlace } from '../progress.js';
import { recordRun } from '../recording.js';
import { canPrompt } from './can-prompt.js';
import { openWithServers } from './open-with-servers.js';
import { type Session, withSession } from './session.js';

export interface LessonOptions {
  /** The scene to begin at, from 1. */
  from?: number;
  animation: boolean;
  plain?: true;
  json?: true;
  embedded?: true;
}

/** Runs one lesson in the view that fits. Returns the exit code. */
export async function lessonCommand(wanted: string, options: LessonOptions): Promise<number> {
  const entry = findLesson(wanted);
  const lesson = await loadLesson(entry);
  const from = options.from === undefined ? null : sceneOf(options.from, lesson);
  return withSession(async (session) => {
    const purpose = { command: `lesson ${entry.number}`, title: entry.title, path: countPath };
    const opening = openWithServers(lesson.servers, { ...options, purpose }, session);
    const run = new LessonRun(lesson, opening);
    if (!options.plain && !options.json && canPrompt()) {
      return playToLearner(run, from ?? placeStopped(lesson), options, entry, session);
    }
    return playAlone(run, from ?? startOf(1, lesson), options, entry, session);
  });
}

function sceneOf(number: number, lesson: Lesson): Place {
  const { length } = lesson.scenes;
  if (number <= length) return startOf(number, lesson);
  throw usageError(`Lesson ${lesson.number} has ${length} scenes: choose one from 1 to ${length}.`);
}

/** Where the learner stopped the last time; null for the beginning. */
function placeStopped(lesson: Lesson): Place | null {
  const stopped = readProgress().stopped[lesson.id];
  return stopped === undefined || stopped.scene < 2 ? null : startOf(stopped.scene, lesson);
}

async function playToLearner(
  run: LessonRun,
  from: Place | null,
  { animation }: LessonOptions,
  entry: CatalogueEntry,
  session: Session,
): Promise<number> {
  const [{ playInteractive }, { Interrupted }] = await Promise.all([
    import('../view/interactive.js'),
    import('../view/interrupted.js'),
  ]);
  const record = recorder(run.lesson, session);
  const notePlace: Observer = async (event) => {
    if (event.type === 'scene') await recordPlace(run.lesson.id, { scene: event.number, of: event.of });
    if (event.type === 'end') await recordPlace(run.lesson.id, null);
  };
  const { stdin, stdout } = process;
  try {
    const outcome = await playInteractive(run, {
      stdin,
      stdout,
      from,
      animated: animation,
      observe: async (event) => {
        await record(event);
        // Where it cannot be saved, that is said when the lesson is done.
        await notePlace(event).catch(() => {});
      },
    });
    if (outcome !== 'quit' && entry.exercise !== null) await offerExercise(entry.number);
    return outcome === 'failed' ? exitCodes.notHeld : exitCodes.ok;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  }
}

async function playAlone(
  run: LessonRun,
  from: Place,
  { json }: LessonOptions,
  entry: CatalogueEntry,
  session: Session,
): Promise<number> {
  const noteDone: Observer = async (event) => {
    if (event.type === 'end' && event.ok) await recordDone(run.lesson.id);
  };
  const events = observed(run.events(from), json ? noteDone : recorder(run.lesson, session));
  const held = await (json ? showJson(events) : showPlain(events));
  if (!json && run.ended && entry.exercise !== null) await offerExercise(entry.number);
  return held ? exitCodes.ok : exitCodes.notHeld;
}

/** Records a run for `report`, and the lesson as done when all expectations held. */
function recorder(lesson: Lesson, session: Session): Observer {
  const record = recordRun(lesson.id, session);
  return async (event) => {
    await record(event);
    if (event.type === 'end' && event.ok) await recordDone(lesson.id);
  };
}

async function offerExercise(number: number): Promise<void> {
  const [{ printPage }, { wrap }] = await Promise.all([import('./print-page.js'), import('../view/text.js')]);
  const text = `Exercise ${number} is next: cache-tutorial exercise ${number} --watch`;
  printPage(({ width }) => `\n${wrap(text, width).join('\n')}`);
}

async function showJson(events: LessonEvents): Promise<boolean> {
  return (await import('../view/json.js')).playJson(events, process.stdout);
}

async function showPlain(events: LessonEvents): Promise<boolean> {
  const [{ playPlain }, { screenOf }] = await Promise.all([
    import('../view/plain.js'),
    import('../view/screen.js'),
  ]);
  return playPlain(events, process.stdout, screenOf(process.stdout));
}
