import { expect, test } from 'vitest';
import { glyphsOf } from './glyphs.js';
import { cut, glue, grouped, hang, printable, widthOf, wrap } from './text.js';

const glyphs = glyphsOf({ unicode: true });

test.each([
  ['latte', 5, 'latte'],
  ['latte', 4, 'lat…'],
  ['latte', 1, '…'],
  ['latte', 0, ''],
  ['日本語', 5, '日本…'],
  ['👩‍👩‍👧 family', 4, '👩‍👩‍👧…'],
])('%j cut to %i columns is %j', (text, width, expected) => {
  const result = cut(text, width, glyphs);
  expect(result).toBe(expected);
  expect(widthOf(result)).toBeLessThanOrEqual(width);
});

test('cut knows how wide the ASCII ellipsis is', () => {
  expect(cut('orders:count', 8, glyphsOf({ unicode: false }))).toBe('order...');
  expect(cut('orders:count', 2, glyphsOf({ unicode: false }))).toBe('..');
});

test('a value cannot drive the terminal', () => {
  expect(printable('a\n\tb\x1b[31m\x07\x9b')).toBe('a\\n\\tb\\x1b[31m\\x07\\x9b');
});

test('digits are grouped in whole numbers only', () => {
  expect(['7', '1234', '-1234567', '124873.5', 'a1234', ''].map(grouped)).toEqual([
    '7',
    '1 234',
    '-1 234 567',
    '124873.5',
    'a1234',
    '',
  ]);
});

test('wrap breaks at spaces, in long words, and neither in a URL nor at glue', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrap('see https://example.org/a/long/path, then', 12)).toEqual([
    'see',
    'https://example.org/a/long/path,',
    'then',
  ]);
  expect(wrap(`says 124${glue}873`, 8)).toEqual(['says', '124 873']);
});

test('hang indents what follows the first line', () => {
  expect(hang('one two three', 9, '* ')).toEqual(['* one two', '  three']);
});
