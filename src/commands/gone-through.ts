import type { LessonEvent } from '../lesson/events.js';
import type { StoppedAt } from '../progress-content.js';

/**
 * How far a learner has come in a lesson without passing over a scene, in this run and in those that it goes on with.
 * Whoever begins at its last scene, or jumps there, has not done the lesson.
 */
export class GoneThrough {
  private scenes = 0;
  /** Every scene up to this one has begun; 0 for none. */
  private last: number;

  /** `stopped` is where the learner stopped the last time. */
  constructor(stopped: StoppedAt | undefined) {
    this.last = stopped === undefined ? 0 : (stopped.through ?? stopped.scene);
  }

  /** Is told of what happens in the lesson. */
  note(event: LessonEvent): void {
    if (event.type !== 'scene') return;
    this.scenes = event.of;
    if (event.number === this.last + 1) this.last = event.number;
  }

  /** The last scene, counted from 1, before which none was passed over; 0 for none. */
  get through(): number {
    return this.last;
  }

  /** How many scenes there are; 0 until one has begun. */
  get of(): number {
    return this.scenes;
  }

  /** Whether none was passed over in the whole lesson. */
  get whole(): boolean {
    return this.scenes > 0 && this.last === this.scenes;
  }
}
