import { expect, test } from 'vitest';
import { valueLimit } from '../clip.js';
import { Unreadable } from '../exchange.js';
import { lines, observe, observeHoweverSplit, type Script } from '../testing/transcript.js';

const get = '*2\r\n$3\r\nGET\r\n$1\r\na\r\n';

test.each([
  [
    'a null',
    [
      ['>', get],
      ['<', '$-1\r\n'],
    ],
    ['GET a → (nil)'],
  ],
  [
    'an empty string',
    [
      ['>', get],
      ['<', '$0\r\n\r\n'],
    ],
    ['GET a → ""'],
  ],
  [
    'lines that end with LF alone',
    [
      ['>', '*2\n$3\nGET\r\n$1\na\r\n'],
      ['<', '$1\nb\r\n'],
    ],
    ['GET a → "b"'],
  ],
  [
    'lengths with zeros before them',
    [
      ['>', '*02\r\n$003\r\nGET\r\n$1\r\na\r\n'],
      ['<', '$01\r\nb\r\n'],
    ],
    ['GET a → "b"'],
  ],
  [
    'lengths of many digits',
    [
      ['>', get],
      ['<', '$000000000001\r\nb\r\n'],
    ],
    ['GET a → "b"'],
  ],
  [
    'an empty array, which is no command',
    [
      ['>', `*0\r\n${get}*-1\r\n`],
      ['<', ':1\r\n'],
    ],
    ['GET a → (integer) 1'],
  ],
  [
    'a line with a CR in it',
    [
      ['>', get],
      ['<', '+a\rb\r\n'],
    ],
    ['GET a → a\rb'],
  ],
  [
    'bytes that are like the end of a line',
    [
      ['>', '*2\r\n$3\r\nGET\r\n$4\r\n\r\n\r\n\r\n'],
      ['<', '$2\r\n\r\n\r\n'],
    ],
    ['GET "\\r\\n\\r\\n" → "\\r\\n"'],
  ],
  [
    'several in one chunk, the last not whole',
    [
      ['>', `${get}${get}${get.slice(0, -1)}`],
      ['<', '$1\r\nb\r\n$1\r\nc\r\n$1\r'],
      ['>', '\n'],
      ['<', '\nd\r\n'],
    ],
    ['GET a → "b"', 'GET a → "c"', 'GET a → "d"'],
  ],
] as [string, Script, string[]][])('reads the same whole and in pieces: %s', (_, script, expected) => {
  expect(lines(observeHoweverSplit('redis', script))).toEqual(expected);
});

test.each([-1, 0, 1])(
  'keeps as much of a value when it comes whole as in pieces: %i beyond the limit',
  (beyond) => {
    const value = 'v'.repeat(valueLimit + beyond);
    const script: Script = [
      ['>', `*3\r\n$3\r\nSET\r\n$1\r\na\r\n$${value.length}\r\n${value}\r\n`],
      ['<', `$${value.length}\r\n${value}\r\n`],
    ];
    expect(observe('redis', script)).toEqual(observe('redis', script, 1000));
  },
);

test.each(['*1x\n$3\r\nGET\r\n', '*2\r\n$-1\r\n', '*2\r\n:3\r\n'])(
  'refuses %j whole as in pieces',
  (sent) => {
    for (const size of [1, 1000]) expect(() => observe('redis', [['>', sent]], size)).toThrow(Unreadable);
  },
);
