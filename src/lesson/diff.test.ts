import { expect, test } from 'vitest';
import { wholeDiff } from './diff.js';

test('every line is marked with what happened to it', () => {
  expect(wholeDiff('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([' a', '-b', '+B', ' c', '+d']);
});

test('one added piece with an empty line in it is one run, as diff -u has it', () => {
  const difference = wholeDiff('start\n\nend\n', 'start\nkey\n\nlook\n\nend\n');
  expect(difference).toEqual([' start', '+key', '+', '+look', '', ' end']);
});
