import { expect, test } from 'vitest';
import { newSeed, randomFrom } from './random.js';

const draw = (seed: string, purpose: string) => {
  const random = randomFrom(seed, purpose);
  return [random.integer(1, 1000), random.word(), random.pick(['a', 'b', 'c', 'd']), random.word()];
};

test('the same seed and purpose give the same values; another of either gives others', () => {
  expect(draw('one', 'average')).toEqual(draw('one', 'average'));
  expect(draw('one', 'average')).not.toEqual(draw('two', 'average'));
  expect(draw('one', 'average')).not.toEqual(draw('one', 'moves'));
});

test('integers cover their range, both ends included', () => {
  const random = randomFrom('any', 'range');
  const drawn = new Set(Array.from({ length: 300 }, () => random.integer(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});

test('words are of small letters, and differ', () => {
  const random = randomFrom('any', 'words');
  const words = Array.from({ length: 50 }, () => random.word());
  expect(words.every((word) => /^[a-z]{7}$/.test(word))).toBe(true);
  expect(new Set(words).size).toBeGreaterThan(45);
});

test('seeds differ, and are short', () => {
  expect(newSeed()).toMatch(/^[0-9a-z]{5}$/);
  expect(newSeed()).not.toBe(newSeed());
});
