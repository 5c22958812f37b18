import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab/lab.js';
import type { LessonEvent } from './events.js';

/** A lab that is being opened while the learner already reads; for a lesson, it is at its beginning then. */
export interface LabOpening {
  readonly lab: Promise<Lab>;
  /** What is being done just now; null while there is nothing to report. */
  progress(): { what: string; done: number; total: number } | null;
}

const reportEveryMs = 100;

/** Reports progress until the lab is open. Rejects when it cannot be opened. */
export async function* awaitLab(
  opening: LabOpening,
): AsyncGenerator<Extract<LessonEvent, { type: 'preparing' }>, Lab> {
  for (;;) {
    const lab = await Promise.race([opening.lab, sleep(reportEveryMs, null, { ref: false })]);
    if (lab) return lab;
    const progress = opening.progress();
    if (progress) yield { type: 'preparing', ...progress };
  }
}
