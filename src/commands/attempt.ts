import { randomBytes } from 'node:crypto';
import { messageOf } from '../errors.js';
import type { Exercise } from '../exercise/exercise.js';
import { grade } from '../exercise/grade.js';
import type { Program } from '../lab/lab.js';
import { summaryOf } from '../lesson/current-run.js';
import { awaitLab, type LabOpening } from '../lesson/opening.js';
import { recordAttempt } from '../progress-exercise.js';
import type { AttemptEvent } from '../view/grade-event.js';

/** What is tried, and where. */
export interface Trying {
  readonly exercise: Exercise;
  readonly program: Program;
  readonly opening: LabOpening;
  /** Each attempt takes another one when it is not given. */
  readonly seed: string | undefined;
  /** Told what is wrong with the progress file: that changes no verdict. */
  readonly report: (message: string) => void;
}

/** Tries the learner's server once, and notes the attempt. Rejects with the signal's reason when it is aborted. */
export async function* attempt(
  { exercise, program, opening, seed = randomBytes(4).toString('hex'), report }: Trying,
  signal: AbortSignal,
): AsyncGenerator<AttemptEvent, void> {
  const lab = yield* awaitLab(opening);
  for await (const event of grade(exercise, program, { seed, signal, lab })) {
    if (event.type === 'graded') {
      await recordAttempt(exercise.id, event.ok, report).catch((error) => report(messageOf(error)));
    }
    yield event;
    if (event.type === 'start' && event.ok) {
      const copies = lab.servers.map(({ name, url }) => ({ name, url }));
      yield { type: 'servers', variant: program.name, copies };
    }
  }
}

/** What comes before the first attempt: the stores, as soon as they are there. */
export async function* opened({ opening }: Trying): AsyncGenerator<AttemptEvent, void> {
  const { postgres, redis } = yield* awaitLab(opening);
  yield { type: 'lab', postgres: summaryOf(postgres), redis: summaryOf(redis) };
}
