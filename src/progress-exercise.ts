import { readProgress, updateProgress } from './progress.js';
import { type ExerciseProgress, untouched } from './progress-content.js';

/** How far the learner is with an exercise, as the file has it now. */
export function exerciseProgress(id: string): ExerciseProgress {
  return readProgress().exercises[id] ?? untouched;
}

/**
 * Counts an attempt, and notes the exercise as done when it is the first that passed. `report` and rejections are as
 * with `updateProgress`.
 */
export async function recordAttempt(
  id: string,
  passed: boolean,
  report?: (message: string) => void,
): Promise<void> {
  const change = (before: ExerciseProgress) => ({
    ...before,
    attempts: before.attempts + 1,
    doneAt: before.doneAt ?? (passed ? new Date().toISOString() : null),
  });
  await updateExercise(id, change, report);
}

/**
 * Takes the next hint, or begins `again` with the first. Resolves with its number from 1, or with null when all
 * `available` ones have been given. Rejects as `updateProgress` does.
 */
export async function takeHint(id: string, available: number, again = false): Promise<number | null> {
  let taken: number | null = null;
  await updateExercise(id, (before) => {
    const given = again ? 0 : Math.min(before.hints, available);
    taken = given < available ? given + 1 : null;
    return { ...before, hints: taken ?? given };
  });
  return taken;
}

async function updateExercise(
  id: string,
  change: (before: ExerciseProgress) => ExerciseProgress,
  report?: (message: string) => void,
): Promise<void> {
  await updateProgress(
    (progress) => ({
      ...progress,
      exercises: { ...progress.exercises, [id]: change(progress.exercises[id] ?? untouched) },
    }),
    report,
  );
}
