import type { Block, Lesson } from './lesson.js';

/** Where a learner stands in a lesson: before a block of a scene, both counted from 0. */
export interface Place {
  readonly scene: number;
  readonly block: number;
}

/** The start of a scene, whose number counts from 1; of the first or the last one where there is no such scene. */
export function startOf(scene: number, { scenes }: Lesson): Place {
  return { scene: Math.max(0, Math.min(scene, scenes.length) - 1), block: 0 };
}

/** Everything that comes before a place, in order. */
export function blocksBefore({ scene, block }: Place, { scenes }: Lesson): Block[] {
  const whole = scenes.slice(0, scene).flatMap(({ blocks }) => blocks);
  return [...whole, ...(scenes[scene]?.blocks.slice(0, block) ?? [])];
}

/** Which part of a lesson lies before a place, from 0 to 1. */
export function shareBefore(place: Place, lesson: Lesson): number {
  const all = lesson.scenes.reduce((sum, { blocks }) => sum + blocks.length, 0);
  return blocksBefore(place, lesson).length / all;
}
