import { exitCodes, usageError } from '../errors.js';
import { countPath } from '../lab/variants.js';
import { type CatalogueEntry, findLesson, loadLesson } from '../lesson/catalogue.js';
import type { Lesson } from '../lesson/lesson.js';
import { observed } from '../lesson/observed.js';
import { type Place, startOf } from '../lesson/place.js';
import { type LessonEvents, LessonRun } from '../lesson/run.js';
import { readProgress } from '../progress.js';
import type { Progress } from '../progress-content.js';
import { agreedStores } from './agreed-stores.js';
import { canPrompt } from './can-prompt.js';
import { GoneThrough } from './gone-through.js';
import { doneNoter, placeNoter, recorder } from './lesson-observers.js';
import { openForLesson } from './open-with-servers.js';
import { type Session, withSession } from './session.js';
import type { StoreOptions } from './store-choice.js';

export interface LessonOptions extends StoreOptions {
  /** The scene to begin at, from 1. */
  from?: number;
  animation: boolean;
  plain?: true;
  json?: true;
}

/** Runs one lesson in the view that fits. Returns the exit code. */
export async function lessonCommand(wanted: string, options: LessonOptions): Promise<number> {
  const entry = findLesson(wanted);
  // A number that is wrong is told before anything is opened, though the lesson is read twice for it.
  const from = options.from === undefined ? null : sceneOf(options.from, await loadLesson(entry));
  return withSession(async (session) => {
    const purpose = { command: `lesson ${entry.number}`, title: entry.title, path: countPath };
    const stores = await agreedStores(options, session);
    const opening = openForLesson(entry, { ...stores, purpose }, session);
    const lesson = await opening.lesson;
    const run = new LessonRun(lesson, opening);
    const progress = readProgress();
    if (!options.plain && !options.json && canPrompt()) {
      return playToLearner(run, from ?? placeStopped(lesson, progress), options, entry, progress, session);
    }
    return playAlone(run, from ?? startOf(1, lesson), options, entry, progress, session);
  });
}

function sceneOf(number: number, lesson: Lesson): Place {
  const { length } = lesson.scenes;
  if (number <= length) return startOf(number, lesson);
  throw usageError(`Lesson ${lesson.number} has ${length} scenes: choose one from 1 to ${length}.`);
}

/** Where the learner stopped the last time; null for the beginning. */
function placeStopped(lesson: Lesson, progress: Progress): Place | null {
  const stopped = progress.stopped[lesson.id];
  return stopped === undefined || stopped.scene < 2 ? null : startOf(stopped.scene, lesson);
}

async function playToLearner(
  run: LessonRun,
  from: Place | null,
  { animation }: LessonOptions,
  entry: CatalogueEntry,
  progress: Progress,
  session: Session,
): Promise<number> {
  const [{ playInteractive }, { Interrupted }] = await Promise.all([
    import('../view/interactive.js'),
    import('../view/interrupted.js'),
  ]);
  const { id } = run.lesson;
  const gone = new GoneThrough(progress.stopped[id]);
  const record = recorder(id, gone, session);
  const counts = () => gone.whole || progress.lessons[id] !== undefined;
  const notePlace = placeNoter(id, gone, counts);
  const { stdin, stdout } = process;
  try {
    const outcome = await playInteractive(run, {
      stdin,
      stdout,
      from,
      animated: animation,
      observe: async (event, aside) => {
        await record(event, aside);
        await notePlace(event);
      },
    });
    if (outcome !== 'quit') {
      if (!counts()) await tellWhatIsLeft(gone.through + 1);
      if (entry.exercise !== null) await offerExercise(entry.number);
    }
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
  progress: Progress,
  session: Session,
): Promise<number> {
  const { id } = run.lesson;
  const gone = new GoneThrough(progress.stopped[id]);
  const observe = json ? doneNoter(id, gone) : recorder(id, gone, session);
  const events = observed(run.events(from), observe);
  const held = await (json ? showJson(events) : showPlain(events));
  if (!json && run.ended && entry.exercise !== null) await offerExercise(entry.number);
  return held ? exitCodes.ok : exitCodes.notHeld;
}

async function tellWhatIsLeft(scene: number): Promise<void> {
  await printText(
    `The lesson counts as done when no scene is passed over: the next time it goes on at scene ${scene}.`,
  );
}

async function offerExercise(number: number): Promise<void> {
  await printText(`Exercise ${number} is next: cache-tutorial exercise ${number} --watch`);
}

async function printText(text: string): Promise<void> {
  const [{ printPage }, { wrap }] = await Promise.all([import('./print-page.js'), import('../view/text.js')]);
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
