import type { Observer } from '../lesson/observed.js';
import { recordDone, recordPlace } from '../progress.js';
import { recordRun } from '../recording.js';
import type { GoneThrough } from './gone-through.js';
import type { Session } from './session.js';

/** Records a run for `report`, and what `doneNoter` does. */
export function recorder(id: string, gone: GoneThrough, session: Session): Observer {
  const record = recordRun(id, session);
  const noteDone = doneNoter(id, gone);
  return async (event, aside) => {
    await record(event, aside);
    await noteDone(event);
  };
}

/** Tells `gone` what happens, and notes the lesson as done when it ends well and no scene was passed over. */
export function doneNoter(id: string, gone: GoneThrough): Observer {
  return async (event) => {
    gone.note(event);
    if (event.type === 'end' && event.ok && gone.whole) await recordDone(id);
  };
}

/**
 * Notes where the learner is, for the next time. At the end that is nowhere, or the first scene that was passed over
 * where the lesson does not count as done for it. Where it cannot be saved, that is said when the lesson is done.
 */
export function placeNoter(id: string, gone: GoneThrough, counts: () => boolean): Observer {
  return async (event) => {
    const { through, of } = gone;
    if (event.type !== 'scene' && event.type !== 'end') return;
    const next = event.type === 'scene' ? event.number : through + 1;
    const place = event.type === 'end' && counts() ? null : { scene: next, of, through };
    await recordPlace(id, place).catch(() => {});
  };
}
