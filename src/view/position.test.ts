import { expect, test } from 'vitest';
import { renderPosition } from './position.js';
import { fitting, screenAt } from './testing/fits.js';

const widths = [20, 40, 80, 200];

test('lesson, scene and how far, short at every width', () => {
  const at = (width: number) => renderPosition({ lesson: 3, scene: 2, of: 6, share: 0.38 }, screenAt(width));
  expect(widths.map((width) => fitting(at(width), screenAt(width)).trim())).toEqual([
    'Lesson 3 · scene 2…',
    'Lesson 3 · scene 2 of 6  ██░░░░ 38 %',
    'Lesson 3 · scene 2 of 6  ██░░░░ 38 %',
    'Lesson 3 · scene 2 of 6  ██░░░░ 38 %',
  ]);
});

test('with more digits the bar gives way', () => {
  const position = { lesson: 12, scene: 10, of: 10, share: 1 };
  expect(renderPosition(position, screenAt(80))).toBe('Lesson 12 · scene 10 of 10  100 %');
});
