import { isDate, isRecord, type Misread, parseVersioned } from './versioned-json.js';

/** How far the learner is with one exercise. */
export interface ExerciseProgress {
  /** When an attempt first passed, in ISO 8601; null before that. */
  readonly doneAt: string | null;
  /** How many attempts were judged. */
  readonly attempts: number;
  /** How many of its hints have been given. */
  readonly hints: number;
}

/** Where a learner left a lesson; scenes count from 1. */
export interface StoppedAt {
  readonly scene: number;
  readonly of: number;
  /** The last scene up to which none had been passed over; absent where none had been before `scene`. */
  readonly through?: number;
  /** When the scene began, in ISO 8601. */
  readonly at: string;
}

/** What the learner has done, by the stable ids of lessons; an exercise has the id of its lesson. */
export interface Progress {
  readonly version: 1;
  readonly lessons: Readonly<Record<string, { readonly doneAt: string }>>;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** Lessons that were begun and not ended, by id. */
  readonly stopped: Readonly<Record<string, StoppedAt>>;
}

export const nothingDone: Progress = { version: 1, lessons: {}, exercises: {}, stopped: {} };

/** Before the first attempt. */
export const untouched: ExerciseProgress = { doneAt: null, attempts: 0, hints: 0 };

/** Reads a progress file. Fields that this version does not know are kept. */
export function parseProgress(text: string): Progress | Misread {
  const value = parseVersioned(text);
  if (typeof value === 'string') return value;
  // Files of earlier versions have no exercises, or no places.
  const { lessons, exercises = {}, stopped = {} } = value;
  const whole =
    isRecord(lessons) &&
    Object.values(lessons).every((entry) => isRecord(entry) && isDate(entry.doneAt)) &&
    isRecord(exercises) &&
    Object.values(exercises).every(isExercise) &&
    isRecord(stopped) &&
    Object.values(stopped).every(isStoppedAt);
  return whole ? ({ ...value, exercises, stopped } as unknown as Progress) : 'damaged';
}

/** The text of a progress file. */
export function formatProgress(progress: Progress): string {
  return `${JSON.stringify(progress, null, 2)}\n`;
}

/** Both together: what is done in either is done, since the earlier date; of counts the higher one holds. */
export function mergeProgress(ours: Progress, theirs: Progress): Progress {
  return {
    ...theirs,
    ...ours,
    lessons: mergeEntries(ours.lessons, theirs.lessons, (a, b) => ({
      ...b,
      ...a,
      doneAt: earlier(a.doneAt, b.doneAt),
    })),
    exercises: mergeEntries(ours.exercises, theirs.exercises, (a, b) => ({
      ...b,
      ...a,
      doneAt: a.doneAt === null || b.doneAt === null ? (a.doneAt ?? b.doneAt) : earlier(a.doneAt, b.doneAt),
      attempts: Math.max(a.attempts, b.attempts),
      hints: Math.max(a.hints, b.hints),
    })),
    stopped: mergeEntries(ours.stopped, theirs.stopped, (a, b) =>
      Date.parse(a.at) >= Date.parse(b.at) ? a : b,
    ),
  };
}

function mergeEntries<T>(
  ours: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  merge: (a: T, b: T) => T,
): Record<string, T> {
  const merged = new Map(Object.entries(theirs));
  for (const [id, entry] of Object.entries(ours)) {
    const other = merged.get(id);
    merged.set(id, other === undefined ? entry : merge(entry, other));
  }
  return Object.fromEntries(merged);
}

const earlier = (a: string, b: string) => (Date.parse(a) <= Date.parse(b) ? a : b);

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

const isStoppedAt = (value: unknown) =>
  isRecord(value) &&
  isCount(value.scene) &&
  isCount(value.of) &&
  (value.through === undefined || isCount(value.through)) &&
  isDate(value.at);

const isExercise = (value: unknown) =>
  isRecord(value) &&
  (value.doneAt === null || isDate(value.doneAt)) &&
  isCount(value.attempts) &&
  isCount(value.hints);
