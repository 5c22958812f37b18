import type { Lab, LabOptions } from '../lab/lab.js';
import { beginLesson } from '../lesson/begin.js';
import type { Lesson, ServersStart } from '../lesson/lesson.js';
import type { LabOpening } from '../lesson/opening.js';
import type { Session } from './session.js';

/** The stores to open, and what the lab is for, where other terminals are to be told of it. */
export type OpeningOptions = Pick<LabOptions, 'embedded' | 'postgres' | 'redis' | 'purpose'>;

/**
 * Begins to open a lab for a lesson, and returns at once, so that the learner can read meanwhile. It is at the lesson's
 * beginning when it is open. The session closes the lab.
 */
export function openForLesson(lesson: Lesson, options: OpeningOptions, session: Session): LabOpening {
  return beginOpening(options, session, (lab) => beginLesson(lesson, lab));
}

/** The same with servers in it, but no lesson. */
export function openWithServers(
  { variant, copies, env }: ServersStart,
  options: OpeningOptions,
  session: Session,
): LabOpening {
  return beginOpening(options, session, (lab) => lab.startServers(variant, copies, { env }));
}

/** The same with no servers in it. */
export function openWithoutServers(options: OpeningOptions, session: Session): LabOpening {
  return beginOpening(options, session, async () => {});
}

function beginOpening(
  options: OpeningOptions,
  session: Session,
  prepare: (lab: Lab) => Promise<unknown>,
): LabOpening {
  let latest: { what: string; done: number; total: number } | null = null;
  const open = async (): Promise<Lab> => {
    const { openLab } = await import('../lab/open.js');
    const lab = await openLab({
      ...options,
      signal: session.signal,
      onProgress: (what, done, total) => {
        latest = { what, done, total };
      },
    });
    session.defer(() => lab.close());
    await prepare(lab);
    return lab;
  };
  const lab = open();
  // It may fail while nobody waits for it yet; whoever does is told then.
  lab.catch(() => {});
  // An abort in mid-opening rejects only when what had begun is undone: closing waits for that.
  session.defer(() =>
    lab.then(
      () => {},
      () => {},
    ),
  );
  return { lab, progress: () => latest };
}
