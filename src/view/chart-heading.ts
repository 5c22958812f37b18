import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { hang, printable } from './text.js';

/** Wider than this, the eye loses what belongs together in a picture. */
export const widestChart = 100;

/** The title of a chart, and how to read it. */
export function chartHeading(title: string, reading: string, screen: Screen): string[] {
  const { strong } = paintOf(screen);
  return hang(`${printable(title)} (${reading})`, screen.width, '').map((line) => strong(line));
}
