import { createHash, randomInt } from 'node:crypto';
import type { Random } from './bench.js';

const consonants = [...'bdfgklmnprstvz'];
const vowels = [...'aeiou'];

/** A seed for one run of all checks: short enough to be typed. */
export function newSeed(): string {
  return randomInt(36 ** 4, 36 ** 5).toString(36);
}

/**
 * Values that look random and depend only on the seed and on `purpose`. Each check has a purpose of its own,
 * so that its drinks stay the same when a check before it draws more, or is skipped.
 */
export function randomFrom(seed: string, purpose: string): Random {
  let draws = 0;
  const integer = (low: number, high: number) => {
    const digest = createHash('sha256').update(`${seed}\n${purpose}\n${draws++}`).digest();
    return low + Math.floor((digest.readUInt32BE(0) / 2 ** 32) * (high - low + 1));
  };
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('There is nothing to pick from.');
    return list[integer(0, list.length - 1)] as T;
  };
  const syllable = () => pick(consonants) + pick(vowels);
  return { integer, pick, word: () => syllable() + syllable() + syllable() + pick(consonants) };
}
