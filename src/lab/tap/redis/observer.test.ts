import { expect, test } from 'vitest';
import { lines, observe, observeHoweverSplit, type Script } from '../testing/transcript.js';

function command(...words: readonly (string | Buffer)[]): Buffer {
  const parts = words.flatMap((word) => {
    const bytes = Buffer.from(word);
    return [Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')];
  });
  return Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts]);
}

function seenIn(...script: Script): string[] {
  const seen = observeHoweverSplit('redis', script);
  expect(seen.pending).toBe(0);
  return lines(seen);
}

test.each([
  ['+OK\r\n', 'OK'],
  ['-ERR no\r\n', '(error) ERR no'],
  [':1000\r\n', '(integer) 1000'],
  ['$6\r\n124873\r\n', '"124873"'],
  ['$0\r\n\r\n', '""'],
  ['$3\r\n\r\n\n\r\n', '"\\r\\n\\n"'],
  ['$-1\r\n', '(nil)'],
  ['*-1\r\n', '(nil)'],
  ['*0\r\n', '(empty array)'],
  ['*1\r\n*2\r\n:1\r\n:2\r\n', '1 item'],
  ['*3\r\n$1\r\na\r\n$-1\r\n+b\r\n', '3 items'],
  ['_\r\n', '(nil)'],
  ['#t\r\n', '(true)'],
  ['#f\r\n', '(false)'],
  [',3.25\r\n', '(double) 3.25'],
  [',-inf\r\n', '(double) -inf'],
  ['(3492890328409238509324850943850943825024385\r\n', '3492890328409238509324850943850943825024385'],
  ['!8\r\nERR a\r\nb\r\n', '(error) ERR a\r\nb'],
  ['=9\r\ntxt:hello\r\n', 'hello'],
  ['%2\r\n+a\r\n:1\r\n+b\r\n:2\r\n', '2 fields'],
  ['~2\r\n+a\r\n+b\r\n', '2 items'],
  ['~0\r\n', '(empty set)'],
  ['|1\r\n+ttl\r\n:3600\r\n$1\r\nv\r\n', '"v"'],
  ['*2\r\n|1\r\n+ttl\r\n:3600\r\n+a\r\n+b\r\n', '2 items'],
  ['$?\r\n;4\r\nHell\r\n;1\r\no\r\n;0\r\n', '"Hello"'],
  ['*?\r\n:1\r\n:2\r\n.\r\n', '2 items'],
  ['%?\r\n+a\r\n:1\r\n.\r\n', '1 field'],
])('%j is read as %s', (bytes, expected) => {
  const script: Script = [
    ['>', command('GET', 'a')],
    ['<', bytes],
    ['>', command('GET', 'b')],
    ['<', '+next\r\n'],
  ];
  expect(seenIn(...script)).toEqual([`GET a → ${expected}`, 'GET b → next']);
});

test('an error reply is a failure', () => {
  const seen = observe('redis', [
    ['>', command('get')],
    ['<', '-ERR wrong number\r\n'],
  ]);
  expect(seen.events).toEqual([
    { text: 'get', statement: 'GET', parameters: [], reply: '(error) ERR wrong number', failed: true },
  ]);
});

test('hides what opens a connection, and PING', () => {
  const seen = seenIn(
    ['>', command('HELLO', '3')],
    ['<', '%1\r\n+server\r\n+redis\r\n'],
    ['>', Buffer.concat([command('CLIENT', 'SETINFO', 'LIB-NAME', 'x'), command('SELECT', '1')])],
    ['<', '-ERR unknown\r\n+OK\r\n'],
    ['>', Buffer.concat([command('GET', 'a'), command('PING'), command('SELECT', '2')])],
    ['<', '_\r\n+PONG\r\n+OK\r\n'],
  );
  expect(seen).toEqual(['GET a → (nil)', 'SELECT 2 → OK']);
});

test('hides passwords at any time', () => {
  const seen = seenIn(
    ['>', Buffer.concat([command('GET', 'a'), command('AUTH', 'sesame'), Buffer.from('auth me sesame\r\n')])],
    ['<', '-NOAUTH\r\n+OK\r\n-WRONGPASS\r\n'],
    ['>', Buffer.concat([command('HELLO', '3', 'AUTH', 'me', 'sesame'), command('GET', 'a')])],
    ['<', '-WRONGPASS\r\n$-1\r\n'],
  );
  expect(seen).toEqual(['GET a → (error) NOAUTH', 'GET a → (nil)']);
});

test('reads inline commands, and skips empty ones', () => {
  const seen = seenIn(['>', '\r\nSET a "b c"\r\n*0\r\nGET a\n'], ['<', '+OK\r\n$3\r\nb c\r\n']);
  expect(seen).toEqual(['SET a "b c" → OK', 'GET a → "b c"']);
});

test('reads 1000 commands in one write, answered in one', () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  const seen = seenIn(
    ['>', Buffer.concat(numbers.map((number) => command('INCRBY', 'n', String(number))))],
    ['<', numbers.map((number) => `:${number}\r\n`).join('')],
  );
  expect(seen).toEqual(numbers.map((number) => `INCRBY n ${number} → (integer) ${number}`));
});

test('reads a transaction', () => {
  const seen = seenIn(
    ['>', Buffer.concat([command('MULTI'), command('INCR', 'n'), command('GET', 'n'), command('EXEC')])],
    ['<', '+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n:1\r\n$1\r\n1\r\n'],
  );
  expect(seen).toEqual(['MULTI → OK', 'INCR n → QUEUED', 'GET n → QUEUED', 'EXEC → 2 items']);
});

const channel = (name: string, count: number, what = 'subscribe') =>
  `3\r\n$${what.length}\r\n${what}\r\n$${name.length}\r\n${name}\r\n:${count}\r\n`;
const published = '3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\nhi\r\n';

test.each([
  ['RESP2', '*'],
  ['RESP3', '>'],
])('tells messages of pub/sub from replies in %s', (_, type) => {
  const seen = seenIn(
    ['>', command('SUBSCRIBE', 'a', 'b')],
    ['<', type + channel('a', 1) + type + published + type + channel('b', 2)],
    ['<', type + published],
    ['>', command('PING', 'there')],
    ['<', `${type}${published}*2\r\n$4\r\npong\r\n$5\r\nthere\r\n`],
    ['>', command('UNSUBSCRIBE')],
    ['<', type + channel('a', 1, 'unsubscribe') + type + channel('b', 0, 'unsubscribe')],
    ['>', command('GET', 'a')],
    ['<', '*3\r\n+message\r\n+is\r\n+data\r\n'],
  );
  expect(seen).toEqual([
    'SUBSCRIBE a b → 3 items',
    'PING there → 2 items',
    'UNSUBSCRIBE → 3 items',
    'GET a → 3 items',
  ]);
});

test('a SUBSCRIBE that is queued by MULTI has one reply', () => {
  const seen = seenIn(
    ['>', Buffer.concat([command('MULTI'), command('SUBSCRIBE', 'a', 'b'), command('DISCARD')])],
    ['<', '+OK\r\n+QUEUED\r\n+OK\r\n'],
  );
  expect(seen).toEqual(['MULTI → OK', 'SUBSCRIBE a b → QUEUED', 'DISCARD → OK']);
});

test('an invalidation pushed between a command and its reply answers nothing', () => {
  const push = '>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\na\r\n';
  expect(seenIn(['>', command('GET', 'a')], ['<', `${push}$1\r\n1\r\n${push}`])).toEqual(['GET a → "1"']);
});

test('CLIENT REPLY silences the server', () => {
  const seen = seenIn(
    ['>', command('SET', 'a', '1')],
    ['<', '+OK\r\n'],
    ['>', Buffer.concat([command('CLIENT', 'REPLY', 'SKIP'), command('INCR', 'a'), command('GET', 'a')])],
    ['<', '$1\r\n2\r\n'],
    ['>', Buffer.concat([command('CLIENT', 'REPLY', 'OFF'), command('INCR', 'a'), command('INCR', 'a')])],
    ['>', Buffer.concat([command('CLIENT', 'REPLY', 'ON'), command('GET', 'a')])],
    ['<', '+OK\r\n$1\r\n4\r\n'],
  );
  expect(seen).toEqual([
    'SET a 1 → OK',
    'CLIENT REPLY SKIP → (no reply)',
    'INCR a → (no reply)',
    'GET a → "2"',
    'CLIENT REPLY OFF → (no reply)',
    'INCR a → (no reply)',
    'INCR a → (no reply)',
    'CLIENT REPLY ON → OK',
    'GET a → "4"',
  ]);
});

test('a reply that nothing asked for is let by', () => {
  expect(seenIn(['<', '-ERR max number of clients reached\r\n'])).toEqual([]);
});

test('counts a blocking command as pending', () => {
  expect(observe('redis', [['>', command('BLPOP', 'q', '0')]]).pending).toBe(1);
});

test('keeps 64 KiB of a value of 5 MB, either way, and reads what follows', () => {
  const long = 'x'.repeat(5_000_000);
  const seen = observe('redis', [
    ['>', command('SET', 'k', long, 'EX', '5')],
    ['<', '+OK\r\n'],
    ['>', command('GET', 'k')],
    ['<', `$5000000\r\n${long}\r\n`],
  ]);
  const kept = 'x'.repeat(64 * 1024);
  expect(seen.events.map(({ parameters }) => parameters)).toEqual([
    ['k', `${kept}… (5000000 bytes)`, 'EX', '5'],
    ['k'],
  ]);
  expect(seen.events[1]?.reply).toBe(`"${kept}"… (5000000 bytes)`);
});

test('a command with a million arguments keeps some and counts the others', () => {
  const empty = '$0\r\n\r\n'.repeat(1_000_000);
  const seen = observe('redis', [
    ['>', `*1000001\r\n$3\r\nDEL\r\n${empty}`],
    ['<', ':0\r\n'],
  ]);
  const { text, parameters } = seen.events[0] ?? { text: '', parameters: [] };
  expect(parameters.length).toBeLessThan(20_000);
  expect(text).toContain(`… (${1_000_000 - parameters.length} more arguments)`);
});

test.each<[string, Script]>([
  ['MONITOR', [['>', command('MONITOR')]]],
  [
    'what is not RESP',
    [
      ['>', command('GET', 'a')],
      ['<', 'HTTP/1.1 400\r\n'],
    ],
  ],
  ['an impossible length', [['>', '*1\r\n$-5\r\n']]],
  ['an argument that is no string', [['>', '*1\r\n:5\r\n']]],
  [
    'endless nesting',
    [
      ['>', command('GET', 'a')],
      ['<', '*1\r\n'.repeat(100_000)],
    ],
  ],
])('gives up at %s', (_, script) => {
  expect(() => observe('redis', script)).toThrow();
});
