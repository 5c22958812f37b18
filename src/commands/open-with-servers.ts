import type { Lab, LabOptions } from '../lab/lab.js';
import { beginLesson } from '../lesson/begin.js';
import { type CatalogueEntry, loadLesson } from '../lesson/catalogue.js';
import type { Lesson, ServersStart } from '../lesson/lesson.js';
import type { LabOpening } from '../lesson/opening.js';
import type { Session } from './session.js';

/** The stores to open, and what the lab is for, where other terminals are to be told of it. */
export type OpeningOptions = Pick<LabOptions, 'embedded' | 'postgres' | 'redis' | 'purpose'>;

/** A lesson, and the lab that is being opened for it. */
export interface LessonOpening extends LabOpening {
  /** Rejects with a LessonError where the page is wrong. */
  readonly lesson: Promise<Lesson>;
}

/**
 * Begins to open a lab for a lesson, and returns at once, so that the learner can read meanwhile. It is at the lesson's
 * beginning when it is open. The page is read when the lab's processes and threads are on their way, which take longer.
 * The session closes the lab.
 */
export function openForLesson(
  entry: CatalogueEntry,
  options: OpeningOptions,
  session: Session,
): LessonOpening {
  const { begun, progress } = beginOpening(options, session);
  const lesson = begun.then(() => loadLesson(entry));
  const open = async (): Promise<Lab> => {
    const lab = await (await begun).lab;
    await beginLesson(await lesson, lab);
    return lab;
  };
  // It may fail while nobody waits for it yet.
  lesson.catch(() => {});
  return { lesson, lab: closedBy(session, open()), progress };
}

/** The same with servers in it, but no lesson. */
export function openWithServers(
  { variant, copies, env }: ServersStart,
  options: OpeningOptions,
  session: Session,
): LabOpening {
  const { begun, progress } = beginOpening(options, session);
  const open = async (): Promise<Lab> => {
    const lab = await (await begun).lab;
    await lab.startServers(variant, copies, { env });
    return lab;
  };
  return { lab: closedBy(session, open()), progress };
}

/** The same with no servers in it. */
export function openWithoutServers(options: OpeningOptions, session: Session): LabOpening {
  const { begun, progress } = beginOpening(options, session);
  return {
    lab: closedBy(
      session,
      begun.then(({ lab }) => lab),
    ),
    progress,
  };
}

/** Resolves when the opening has begun, with the lab that will be open. */
function beginOpening(options: OpeningOptions, session: Session) {
  let latest: ReturnType<LabOpening['progress']> = null;
  const begin = async (): Promise<{ lab: Promise<Lab> }> => {
    const { openLab } = await import('../lab/open.js');
    const lab = openLab({
      ...options,
      signal: session.signal,
      onProgress: (what, done, total) => {
        latest = { what, done, total };
      },
    });
    const deferred = lab.then((lab) => {
      session.defer(() => lab.close());
      return lab;
    });
    deferred.catch(() => {});
    return { lab: deferred };
  };
  return { begun: begin(), progress: () => latest };
}

/** Has the session wait for the opening: an abort in its middle rejects only when what had begun is undone. */
function closedBy(session: Session, lab: Promise<Lab>): Promise<Lab> {
  const settled = lab.then(
    () => {},
    () => {},
  );
  session.defer(() => settled);
  return lab;
}
