import { expect, test } from 'vitest';
import { splitInline } from './inline.js';
import { argument, doubleQuoted, plain } from './quote.js';

function clip(content: string | Buffer) {
  const bytes = Buffer.from(content);
  return { bytes, length: bytes.length };
}

test.each([
  ['orders:count:latte', 'orders:count:latte'],
  ['', '""'],
  ['two words', '"two words"'],
  ['{"a":1}', `'{"a":1}'`],
  [`it's "so"`, `"it's \\"so\\""`],
  ['a\\b', 'a\\b'],
  ['ends "so\\', '"ends \\"so\\\\"'],
  ['line\nbreak', '"line\\nbreak"'],
  ['café', 'café'],
  ['\x1b[31m', '"\\x1b[31m"'],
])('%j as an argument', (value, expected) => {
  expect(argument(clip(value))).toBe(expected);
});

test('what is not UTF-8 is shown in hex', () => {
  expect(argument(clip(Buffer.from([0x61, 0xff, 0x0a])))).toBe('"a\\xff\\n"');
  expect(plain(clip(Buffer.from([0x61, 0xff])))).toBe('a\\xff');
});

test('a value that was cut says how long it was, and never ends in half a character', () => {
  expect(doubleQuoted({ bytes: Buffer.from('aé').subarray(0, 2), length: 3 })).toBe('"a"… (3 bytes)');
});

test('redis-cli reads back what was written', () => {
  const alphabet = [0x00, 0x07, 0x09, 0x0a, 0x20, 0x22, 0x27, 0x5c, 0x61, 0x6e, 0x78, 0x7f, 0xc3, 0xa9, 0xff];
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 5000; round++) {
    const words = Array.from({ length: 1 + random(3) }, () =>
      Buffer.from(Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)] ?? 0)),
    );
    const line = words.map((word) => argument(clip(word))).join(' ');
    expect(
      splitInline(Buffer.from(line)).map(({ bytes }) => bytes.toString('hex')),
      line,
    ).toEqual(words.map((word) => word.toString('hex')));
  }
});
