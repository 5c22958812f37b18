import { expect, test } from 'vitest';
import { literal } from './parameter.js';

function binary(hex: string) {
  const bytes = Buffer.from(hex, 'hex');
  return { clip: { bytes, length: bytes.length }, binary: true };
}

function text(value: string) {
  const bytes = Buffer.from(value);
  return { clip: { bytes, length: bytes.length }, binary: false };
}

test.each([
  ['bool', 16, '01', 'true'],
  ['int8', 20, '7fffffffffffffff', '9223372036854775807'],
  ['int2', 21, 'ffff', "'-1'"],
  ['int4', 23, '00000007', '7'],
  ['int4 of a wrong length', 23, '07', "'\\x07'"],
  ['float4', 700, '3dcccccd', '0.1'],
  ['float8', 701, '400921fb54442d18', '3.141592653589793'],
  ['float8 infinity', 701, '7ff0000000000000', "'Infinity'"],
  ['uuid', 2950, '00112233445566778899aabbccddeeff', "'00112233-4455-6677-8899-aabbccddeeff'"],
  ['text', 25, 'c3a9', "'é'"],
  ['text that is not UTF-8', 25, 'ff', "'\\xff'"],
  ['a type that is not known', 1184, '0001', "'\\x0001'"],
])('binary %s', (_, type, hex, expected) => {
  expect(literal(binary(hex), type)).toBe(expected);
});

test.each([
  ['latte', 0, "'latte'"],
  ["it's", 25, "'it''s'"],
  ['5', 0, "'5'"],
  ['5', 23, '5'],
  ['-5', 23, "'-5'"],
  ['12.50', 1700, '12.50'],
  ['1; DROP TABLE orders', 23, "'1; DROP TABLE orders'"],
])('text %s of type %i', (value, type, expected) => {
  expect(literal(text(value), type)).toBe(expected);
});

test('NULL', () => {
  expect(literal(null, 23)).toBe('NULL');
});
