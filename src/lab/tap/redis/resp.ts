import type { ByteReader, Reading } from '../bytes.js';
import { valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';

/** The byte of an ASCII character. */
export function code(character: string): number {
  return character.charCodeAt(0);
}

/** The rest of a line, without its CR LF. */
export function* lineOf(input: ByteReader): Reading<string> {
  const { bytes } = yield* input.until(code('\n'), valueLimit);
  const end = bytes.at(-1) === code('\r') ? bytes.length - 1 : bytes.length;
  return bytes.toString('latin1', 0, end);
}

/** The length or count that a line gives; -1 is null. Throws when it is none. */
export function count(line: string): number {
  if (!/^(-1|\d{1,15})$/.test(line)) throw new Unreadable(`not a length: ${line}`);
  return Number(line);
}
