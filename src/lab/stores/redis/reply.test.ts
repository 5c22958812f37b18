import { expect, test } from 'vitest';
import { ReplyParser } from './reply.js';

const stream = Buffer.from(
  '+OK\r\n:-12\r\n$-1\r\n$7\r\na\r\nb\r\nc\r\n*3\r\n$0\r\n\r\n*0\r\n*-1\r\n-ERR no\r\n',
);
const replies = [
  { kind: 'status', text: 'OK' },
  { kind: 'integer', text: '-12' },
  { kind: 'nil' },
  { kind: 'bulk', bytes: Buffer.from('a\r\nb\r\nc') },
  {
    kind: 'array',
    items: [{ kind: 'bulk', bytes: Buffer.alloc(0) }, { kind: 'array', items: [] }, { kind: 'nil' }],
  },
  { kind: 'error', text: 'ERR no' },
];

test('replies are the same however their bytes are split', () => {
  for (let size = 1; size <= stream.length; size++) {
    const parser = new ReplyParser();
    const parsed = [];
    for (let start = 0; start < stream.length; start += size) {
      parsed.push(...parser.push(stream.subarray(start, start + size)));
    }
    expect(parsed, `in pieces of ${size}`).toEqual(replies);
  }
});

test('a value of 5 MB in many chunks', () => {
  const value = Buffer.alloc(5_000_000, 'x');
  const bytes = Buffer.concat([Buffer.from('$5000000\r\n'), value, Buffer.from('\r\n+OK\r\n')]);
  const parser = new ReplyParser();
  const parsed = [];
  for (let start = 0; start < bytes.length; start += 65536)
    parsed.push(...parser.push(bytes.subarray(start, start + 65536)));
  const [first, second] = parsed;
  expect(first?.kind === 'bulk' && first.bytes.equals(value)).toBe(true);
  expect(second).toEqual({ kind: 'status', text: 'OK' });
});

test('bytes that are not RESP2 are refused', () => {
  expect(() => new ReplyParser().push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toThrow(
    /Not a Redis reply/,
  );
});
