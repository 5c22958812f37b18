import { isUtf8 } from 'node:buffer';
import type { Clip } from './bytes.js';

/** How much of one value (an argument, a parameter, an SQL text, a reply) an event keeps, in bytes. */
export const valueLimit = 64 * 1024;

/** How much of all the arguments of one request an event keeps, in bytes. */
export const requestLimit = 1024 * 1024;

/** What is added to a value that was cut. */
export function cutNote(clip: Clip): string {
  return isCut(clip) ? `… (${clip.length} bytes)` : '';
}

export function isCut(clip: Clip): boolean {
  return clip.bytes.length < clip.length;
}

/** The bytes as text, or undefined when they are not UTF-8. A character cut in half at the end is left out. */
export function utf8(clip: Clip): string | undefined {
  const bytes = isCut(clip) ? withoutPartialEnd(clip.bytes) : clip.bytes;
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function withoutPartialEnd(bytes: Buffer): Buffer {
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  const lead = bytes[start] ?? 0;
  const whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + whole > bytes.length ? bytes.subarray(0, start) : bytes;
}
