import { expect, test } from 'vitest';
import { splitCommand } from './command-line.js';

test.each([
  ['GET a', ['GET', 'a']],
  ['  SET   key\tvalue  ', ['SET', 'key', 'value']],
  ['SET key "two words"', ['SET', 'key', 'two words']],
  ['SET key "a\\n\\"b\\"\\x41\\q"', ['SET', 'key', 'a\n"b"Aq']],
  ["SET key 'a\\n\\'b\\''", ['SET', 'key', "a\\n'b'"]],
  ['SET key ""', ['SET', 'key', '']],
  ['SET key café', ['SET', 'key', 'café']],
  ['SET key {"drink":1}', undefined],
  ['GET a"b c"', ['GET', 'ab c']],
  ['GET "a"b', undefined],
  ['GET "a', undefined],
  ["GET 'a", undefined],
  ['GET "a\\"', undefined],
  ['', []],
])('%s', (line, args) => {
  expect(splitCommand(line)?.map(String)).toEqual(args);
});

test('an escape can write any byte', () => {
  expect(splitCommand('"\\xff\\x00"')).toEqual([Buffer.from([0xff, 0])]);
});
