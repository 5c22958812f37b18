import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';
import type { Screen } from '../screen.js';
import { widthOf } from '../text.js';

/** A screen without colour, as the snapshots have it. */
export const screenAt = (width: number, more: Partial<Screen> = {}): Screen => ({
  width,
  colour: false,
  unicode: true,
  ...more,
});

/**
 * Fails when a line is wider than the screen or ends in a space; returns the text, framed by line ends, for an
 * inline snapshot. A line with a URL may be wider.
 */
export function fitting(text: string, screen: Screen): string {
  for (const line of stripVTControlCharacters(text).split('\n')) {
    if (!/\w+:\/\//.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(screen.width);
    expect(line).not.toMatch(/\s$/);
  }
  return `\n${text}\n`;
}
