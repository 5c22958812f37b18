import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, widthOf } from './text.js';

/**
 * The line is kept this short on wide screens too: where it would wrap when the window is made narrower, terminals do
 * not agree on where the cursor is then.
 */
const widest = 37;
const barLength = 6;

/** Where the learner is: scenes count from 1, `share` is what of the lesson lies behind, from 0 to 1. */
export interface Position {
  readonly lesson: number;
  readonly scene: number;
  readonly of: number;
  readonly share: number;
}

/** One faint line: the lesson, the scene, and how far. */
export function renderPosition({ lesson, scene, of, share }: Position, screen: Screen): string {
  const glyphs = glyphsOf(screen);
  const place = `Lesson ${lesson} ${glyphs.dot} scene ${scene} of ${of}  `;
  const percent = `${Math.round(share * 100)} %`;
  const full = Math.round(share * barLength);
  const bar = `${glyphs.full.repeat(full)}${glyphs.rest.repeat(barLength - full)} `;
  const line = widthOf(place + bar + percent) <= widest ? place + bar + percent : place + percent;
  return paintOf(screen).faint(cut(line, screen.width, glyphs));
}
