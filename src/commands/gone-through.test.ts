import { expect, test } from 'vitest';
import type { LessonEvent } from '../lesson/events.js';
import type { StoppedAt } from '../progress-content.js';
import { GoneThrough } from './gone-through.js';

const scene = (number: number): LessonEvent => ({ type: 'scene', number, of: 4, title: '', line: 1 });
const at = '2026-11-22T10:00:00.000Z';

function after(stopped: Omit<StoppedAt, 'of' | 'at'> | undefined, ...scenes: number[]) {
  const gone = new GoneThrough(stopped && { ...stopped, of: 4, at });
  for (const number of scenes) gone.note(scene(number));
  return { through: gone.through, whole: gone.whole };
}

test.each([
  ['every scene in order', undefined, [1, 2, 3, 4], 4],
  ['back and on', undefined, [1, 2, 1, 2, 3, 2, 3, 4], 4],
  ['from where it was left', { scene: 3 }, [3, 4], 4],
  ['from a scene before that', { scene: 3 }, [2, 3, 4], 4],
  ['the last scene alone', undefined, [4], 0],
  ['a jump ahead', undefined, [1, 2, 4], 2],
  ['a jump ahead that was made good', undefined, [1, 2, 4, 3, 4], 4],
  ['from where a jump had led', { scene: 4, through: 2 }, [4], 2],
  ['from behind where it was left', { scene: 2 }, [4], 2],
])('%s', (_, stopped, scenes, through) => {
  expect(after(stopped, ...scenes)).toEqual({ through, whole: through === 4 });
});
