import type { GradeEvent } from '../exercise/exercise.js';
import type { LessonEvent } from '../lesson/events.js';

/** What is new in the learner's directory, once, before the first attempt. */
export interface WorkspaceEvent {
  type: 'workspace';
  exercise: { number: number; id: string; title: string };
  /** Absolute. */
  directory: string;
  /** The command that is run, or the file. */
  server: string;
  /** The names of the files that were made; those that were there are left as they are. */
  made: string[];
}

/** An attempt was given up before its verdict, since the learner saved a file or wanted another. */
export interface StoppedEvent {
  type: 'stopped';
  /** The files that were saved, relative to the workspace; none when the learner asked. */
  saved: string[];
}

/** While the workspace is watched: a store that is somebody's failed, so that nothing could be judged. */
export interface TroubleEvent {
  type: 'trouble';
  /** What is wrong with it, and what to do. */
  problem: string;
}

/** What is shown of attempts at an exercise, in order. The stores come before the first, the servers when they run. */
export type AttemptEvent =
  | WorkspaceEvent
  | Extract<LessonEvent, { type: 'preparing' | 'lab' | 'servers' }>
  | GradeEvent
  | StoppedEvent
  | TroubleEvent;
