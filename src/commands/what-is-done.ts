import type { Progress } from '../progress-content.js';

/** What has been done of a lesson, in a few words: `stopped at scene 3 of 6`, `done 2026-11-22`; empty for nothing. */
export function lessonNote({ lessons, stopped }: Progress, id: string): string {
  const left = stopped[id];
  if (left !== undefined) return `stopped at scene ${left.scene} of ${left.of}`;
  const done = lessons[id];
  return done === undefined ? '' : `done ${day(done.doneAt)}`;
}

/** The same of an exercise: `done 2026-11-22`, `3 attempts`. */
export function exerciseNote({ exercises }: Progress, id: string): string {
  const exercise = exercises[id];
  if (exercise === undefined || (exercise.doneAt === null && exercise.attempts === 0)) return '';
  if (exercise.doneAt !== null) return `done ${day(exercise.doneAt)}`;
  return `${exercise.attempts} ${exercise.attempts === 1 ? 'attempt' : 'attempts'}`;
}

const day = (iso: string) => iso.slice(0, 10);
