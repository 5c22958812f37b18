import { expect, test } from 'vitest';
import { Random } from '../../../tap/testing/random.js';
import { encodeCommand } from '../../redis/connection.js';
import { parseRedisUrl } from '../parse-redis.js';
import { guard } from './guard.js';

const quit = encodeCommand(['QUIT']).toString('latin1');

/** What comes out of the guard for what is put in, in pieces as they are given. */
function guarded(url: string, ...pieces: readonly (Buffer | string)[]): string {
  const stream = guard(parseRedisUrl(url));
  let out = '';
  stream.on('data', (bytes: Buffer) => {
    out += bytes.toString('latin1');
  });
  for (const piece of pieces) stream.write(Buffer.from(piece as string));
  return out;
}

const command = (line: string) => encodeCommand(line.split(' '));

/** The command that comes instead, or `passes` when the bytes are unchanged. */
function verdict(url: string, bytes: Buffer): string {
  const out = guarded(url, bytes);
  if (out === bytes.toString('latin1')) return 'passes';
  return /^\*1\r\n\$\d+\r\n(.*)\r\n$/.exec(out)?.[1] ?? out;
}

test.each([
  ...[
    'SET a 1',
    'get a',
    'DEL a b c',
    'SCAN 0 COUNT 10',
    'UNLINK a',
    'KEYS *',
    'DBSIZE',
    'INFO',
    'MULTI',
    'EXEC',
  ],
  ...[
    'SELECT 5',
    'COPY a b',
    'COPY a b REPLACE',
    'COPY a DB',
    'COPY a b DB 5',
    'CONFIG GET maxmemory',
    'config get save',
  ],
  ...[
    'CLIENT SETNAME x',
    'CLIENT LIST',
    'CLIENT TRACKING ON',
    'SCRIPT LOAD x',
    'EVAL x 0',
    'FUNCTION LIST',
    'HELLO 3',
  ],
  ...[
    'ACL WHOAMI',
    'SUBSCRIBE a',
    'PUBLISH a b',
    'OBJECT ENCODING a',
    'MEMORY USAGE a',
    'SLOWLOG LEN',
    'QUIT',
    'NONSENSE',
  ],
])('%s passes', (line) => {
  expect(verdict('redis://cache/5', command(line))).toBe('passes');
  expect(verdict('redis://cache/5', Buffer.from(`${line}\r\n`))).toBe('passes');
});

const others = 'it reaches beyond your logical database';
const server = 'it acts on the whole server';

const refused: Readonly<Record<string, readonly string[]>> = {
  'delete keys by their names, or with SCAN and UNLINK': ['FLUSHALL', 'flushdb ASYNC'],
  [others]: [
    ...[
      'MOVE a 5',
      'SWAPDB 0 5',
      'SELECT 0',
      'SELECT 05',
      'SELECT',
      'Select 50',
      'MIGRATE h 1 a 0 1',
      'RESET',
    ],
    ...['COPY a b DB 0', 'copy a b replace db 50', 'COPY a b DB 5 DB 0'],
  ],
  [server]: [
    ...['CONFIG SET a b', 'CONFIG', 'config rewrite', 'CONFIG RESETSTAT', 'SHUTDOWN', 'REPLICAOF NO ONE'],
    ...[
      'SLAVEOF a 1',
      'DEBUG SLEEP 9',
      'ACL SETUSER a',
      'acl deluser a',
      'CLIENT KILL a:1',
      'client pause 9',
    ],
    ...[
      'SCRIPT FLUSH',
      'FUNCTION FLUSH',
      'FUNCTION LOAD x',
      'FUNCTION DELETE x',
      'SAVE',
      'BGSAVE',
      'MODULE LOAD x',
    ],
    ...['LATENCY RESET', 'SLOWLOG RESET', 'MEMORY PURGE', 'FAILOVER', 'SYNC', 'PSYNC ? -1'],
  ],
  'it shows what others do': ['MONITOR'],
};

test.each(Object.entries(refused).flatMap(([reason, lines]) => lines.map((line) => [line, reason] as const)))(
  '%s does not',
  (line, reason) => {
    const name = line.split(' ')[0]?.toUpperCase();
    const instead = `${name} (not passed on: ${reason})`;
    expect(instead.length).toBeLessThanOrEqual(128);
    expect(verdict('redis://cache/5', command(line))).toBe(instead);
    expect(verdict('redis://cache/5', Buffer.from(`${line}\n`))).toBe(instead);
  },
);

test('without a number in the URL, the logical database is 0', () => {
  expect(verdict('redis://cache', command('SELECT 0'))).toBe('passes');
  expect(verdict('redis://cache', command('RESET'))).toBe('passes');
  expect(verdict('redis://cache', command('SELECT 1'))).toContain(others);
});

test('who does not know the password can do nothing', () => {
  const refusal = 'log in with the password of the URL first';
  const first = (...lines: string[]) => guarded('redis://anna:se@cache', Buffer.concat(lines.map(command)));
  expect(first('GET a')).toContain(refusal);
  expect(first('AUTH se', 'GET a')).toContain(refusal);
  expect(first('AUTH anna no', 'GET a')).toContain(refusal);
  expect(first('AUTH berta se', 'GET a')).toContain(refusal);
  expect(first('HELLO 3', 'GET a')).toContain(refusal);
  for (const login of ['AUTH anna se', 'HELLO 3 AUTH anna se', 'hello 3 setname x auth anna se']) {
    expect(first(login, 'GET a')).toBe(Buffer.concat([command(login), command('GET a')]).toString());
  }
  const asDefault = Buffer.concat([command('AUTH se'), command('GET a')]);
  expect(guarded('redis://:se@cache', asDefault)).toBe(asDefault.toString());
});

test('an inline command with quotes, escapes or a zero byte is passed on as it was judged', () => {
  const flush = /^\*1\r\n\$\d+\r\nFLUSHALL \(not passed on/;
  for (const line of ['"FLUSHALL"', "'flushall'", '"FLUSH\\x41LL"', '  FLUSHALL  ASYNC']) {
    expect(guarded('redis://cache', `${line}\r\n`)).toMatch(flush);
  }
  expect(guarded('redis://cache', 'SET a "b c"\r\n')).toBe(encodeCommand(['SET', 'a', 'b c']).toString());
  expect(guarded('redis://cache', 'FLUSHALL\0 x\r\n')).toBe(encodeCommand(['FLUSHALL\0', 'x']).toString());
  expect(guarded('redis://cache', '\r\n  \r\n')).toBe('\r\n  \r\n');
});

test.each([
  ['an argument that is no bulk string', '*2\r\n$3\r\nGET\r\n:1\r\n'],
  ['a length that is none', '*1\r\n$x\r\n'],
  ['a line that ends otherwise', '*1\rx$4\r\nPING\r\n'],
  ['a negative length', '*1\r\n$-1\r\n'],
  ['too long an argument', Buffer.concat([Buffer.from('*2\r\n$4\r\nCOPY\r\n$5000\r\n'), Buffer.alloc(5002)])],
  ['too many arguments', `*100\r\n$4\r\nCOPY\r\n${'$1\r\na\r\n'.repeat(99)}`],
  ['a line without end', Buffer.alloc(600_000, 'x')],
])('%s ends the connection, and nothing behind it passes', (_, bytes) => {
  const out = guarded('redis://cache', command('GET a'), bytes, command('FLUSHALL'), command('GET b'));
  expect(out.startsWith(command('GET a').toString())).toBe(true);
  expect(out.endsWith(quit)).toBe(true);
  expect(out).toContain('(not passed on: this is no command)');
  expect(out).not.toContain('FLUSHALL');
});

test('a value of 50 MB passes as it comes', () => {
  const stream = guard(parseRedisUrl('redis://cache'));
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const piece = Buffer.alloc(64 * 1024, 'x');
  stream.write('*3\r\n$3\r\nSET\r\n$1\r\na\r\n$52428800\r\n');
  let before = bytes;
  for (let sent = 0; sent < 52_428_800; sent += piece.length) {
    stream.write(piece);
    expect(bytes - before).toBe(piece.length);
    before = bytes;
  }
  stream.write('\r\n*1\r\n$8\r\nFLUSHALL\r\n');
  expect(bytes - before).toBeLessThan(200);
});

test('however the bytes are split, the same comes out', () => {
  const lines = [
    'SET a 1',
    'SELECT 0',
    'FLUSHALL',
    'COPY a b DB 0',
    'COPY a b',
    'AUTH x',
    'HELLO 3',
    'CONFIG SET a b',
  ];
  const random = new Random(7);
  for (let round = 0; round < 2000; round++) {
    const pieces = Array.from({ length: 1 + random.below(8) }, () => {
      const line = random.pick(lines as [string, ...string[]]);
      const kind = random.below(5);
      if (kind === 0) return Buffer.from(`${line}\r\n`);
      if (kind === 1) return encodeCommand(['SET', 'k', random.bytes(random.below(300))]);
      if (kind === 2) return Buffer.from(random.pick(['\r\n', '*0\r\n', '*-1\r\n', '"SET" a b\r\n']));
      return command(line);
    });
    const all = Buffer.concat(pieces);
    const whole = guarded('redis://cache/5', all);
    const oneByOne = pieces.map((piece) => guarded('redis://cache/5', piece)).join('');
    expect(whole, `round ${round}`).toBe(oneByOne);
    const split: Buffer[] = [];
    for (let at = 0; at < all.length; ) {
      const size = 1 + random.below(random.pick([2, 20, 200]));
      split.push(all.subarray(at, at + size));
      at += size;
    }
    expect(guarded('redis://cache/5', ...split), `round ${round}`).toBe(whole);
  }
});
