import { expect, test } from 'vitest';
import { back, front, message } from '../testing/postgres-messages.js';
import { lines, observe, observeHoweverSplit, type Script } from '../testing/transcript.js';
import { observePostgres } from './observer.js';

const opened: Script = [
  ['>', front.startup],
  ['<', back.welcome],
];

function session(...script: Script) {
  return observeHoweverSplit('postgres', [...opened, ...script]);
}

const all = (...parts: Buffer[]) => Buffer.concat(parts);

test('shows a simple query, and nothing of the start-up', () => {
  const seen = session(
    ['>', front.query('SELECT count(*) FROM orders')],
    ['<', all(back.columns, back.row('500000'), back.complete('SELECT 1'), back.ready())],
    ['>', front.terminate],
  );
  expect(lines(seen)).toEqual(['SELECT count(*) FROM orders → 1 row']);
  expect(seen.pending).toBe(0);
});

test('answers of several statements in one query make one event', () => {
  const seen = session(
    ['>', front.query('BEGIN; INSERT INTO t VALUES (1); SELECT a FROM t')],
    ['<', all(back.complete('BEGIN'), back.complete('INSERT 0 1'), back.columns)],
    ['<', all(back.row('1'), back.notice, back.row('2'), back.complete('SELECT 2'), back.ready('T'))],
    ['>', front.query('COMMIT')],
    ['<', all(back.complete('COMMIT'), back.ready())],
  );
  expect(lines(seen)).toEqual([
    'BEGIN; INSERT INTO t VALUES (1); SELECT a FROM t → BEGIN, INSERT 0 1, 2 rows',
    'COMMIT → COMMIT',
  ]);
});

test('names the statement behind a Bind, and learns the types of its parameters', () => {
  const run = all(front.bind('', 'find', ['7', 'it’s', null]), front.execute(''), front.sync);
  const done = all(back.bound, back.row('x'), back.complete('SELECT 1'), back.ready());
  const seen = session(
    ['>', all(front.parse('find', 'SELECT $1, $2, $3'), front.describe('S', 'find'), front.sync)],
    ['<', all(back.parsed, back.parameters([23, 25, 25]), back.columns, back.ready())],
    ['>', run],
    ['<', done],
    ['>', all(front.parse('find', 'SELECT $1 || $2'), run)],
    ['<', all(back.parsed, done)],
    ['>', all(front.close('S', 'find'), front.sync)],
    ['<', all(back.closed, back.ready())],
  );
  expect(lines(seen)).toEqual(["SELECT 7, 'it’s', NULL → 1 row", "SELECT '7' || 'it’s' → 1 row"]);
  expect(seen.events[0]?.parameters).toEqual(['7', 'it’s', null]);
  expect(seen.pending).toBe(0);
});

test('reads binary parameters by their declared types', () => {
  const id = Buffer.alloc(8);
  id.writeBigInt64BE(42n);
  const seen = session(
    ['>', all(front.parse('', 'SELECT $1, $2', [20, 0]), front.bind('', '', [id, Buffer.from([0, 255])]))],
    ['>', all(front.execute(''), front.sync)],
    ['<', all(back.parsed, back.bound, back.complete('SELECT 0'), back.ready())],
  );
  expect(lines(seen)).toEqual(["SELECT 42, '\\x00ff' → 0 rows"]);
});

test('after an error, the server ignores all up to Sync', () => {
  const batch = (sql: string) => all(front.parse('', sql), front.bind('', ''), front.execute(''));
  const answered = all(back.parsed, back.bound, back.complete('INSERT 0 1'));
  const seen = session(
    [
      '>',
      all(batch('INSERT 1'), batch('INSERT 2'), batch('INSERT 3'), front.sync, batch('INSERT 4'), front.sync),
    ],
    ['<', all(answered, back.error('duplicate key'), back.ready(), answered, back.ready())],
  );
  expect(lines(seen)).toEqual([
    'INSERT 1 → INSERT 0 1',
    'INSERT 2 → ERROR: duplicate key',
    'INSERT 4 → INSERT 0 1',
  ]);
  expect(seen.events.map(({ failed }) => failed)).toEqual([false, true, false]);
  expect(seen.pending).toBe(0);
});

test('an error takes nothing back of a batch that was sent behind it', () => {
  const seen = session(
    ['>', all(front.parse('', 'SELECT nonsense'), front.bind('', ''), front.execute(''), front.sync)],
    ['>', all(front.parse('', 'SELECT $1', [23]), front.bind('', '', ['1']))],
    ['<', all(back.error('no such column'), back.ready())],
    ['>', all(front.execute(''), front.sync)],
    ['<', all(back.parsed, back.bound, back.row('1'), back.complete('SELECT 1'), back.ready())],
  );
  expect(lines(seen)).toEqual(['SELECT nonsense → ERROR: no such column', 'SELECT 1 → 1 row']);
});

test('an error takes nothing back of a statement that is closed behind it', () => {
  const seen = session(
    ['>', all(front.parse('s', 'SELECT 1'), front.sync)],
    ['<', all(back.parsed, back.ready())],
    ['>', front.query('SELECT nonsense')],
    ['>', all(front.bind('', 'none'), front.close('S', 's'), front.sync, front.parse('s', 'SELECT 2'))],
    ['<', all(back.error('no such column'), back.ready(), back.error('no such statement'), back.ready())],
    ['>', all(front.bind('', 's'), front.execute(''), front.sync)],
    ['<', all(back.parsed, back.bound, back.row('2'), back.complete('SELECT 1'), back.ready())],
  );
  expect(lines(seen).at(-1)).toBe('SELECT 2 → 1 row');
});

test('an error may come before the Execute has been sent', () => {
  const seen = session(
    ['>', front.parse('s', 'SELECT nope')],
    ['<', back.error('no such column')],
    ['>', all(front.bind('', 's'), front.execute(''), front.sync)],
    ['<', back.ready()],
    ['>', all(front.bind('', 's'), front.execute(''), front.sync)],
    ['<', all(back.error('no such statement'), back.ready())],
  );
  expect(lines(seen)).toEqual([
    'SELECT nope → ERROR: no such column',
    'EXECUTE "s" → ERROR: no such statement',
  ]);
  expect(seen.pending).toBe(0);
});

test('a statement that fails to be prepared anew keeps its old SQL', () => {
  const run = all(front.bind('', 's'), front.execute(''), front.sync);
  const done = all(back.bound, back.complete('SELECT 0'), back.ready());
  const seen = session(
    ['>', all(front.parse('s', 'SELECT old'), run)],
    ['<', all(back.parsed, done)],
    ['>', all(front.parse('s', 'SELECT new'), front.sync)],
    ['<', all(back.error('already exists'), back.ready())],
    ['>', run],
    ['<', done],
  );
  expect(lines(seen).at(-1)).toBe('SELECT old → 0 rows');
});

test('a commit that fails at Sync is the failure of the statement', () => {
  const seen = session(
    ['>', all(front.parse('', 'INSERT 1'), front.bind('', ''), front.execute(''), front.sync)],
    ['<', all(back.parsed, back.bound, back.complete('INSERT 0 1'), back.error('deferred'), back.ready())],
  );
  expect(lines(seen)).toEqual(['INSERT 1 → ERROR: deferred']);
});

test('a Flush makes a reply complete without a Sync', () => {
  const seen = session(
    ['>', all(front.parse('', 'SELECT 1'), front.bind('', ''), front.execute(''), front.flush)],
    ['<', all(back.parsed, back.bound, back.row('1'), back.complete('SELECT 1'))],
  );
  expect(lines(seen)).toEqual(['SELECT 1 → 1 row']);
});

test('more rows of a portal are a FETCH, so that the statement counts once', () => {
  const seen = session(
    ['>', all(front.parse('', 'SELECT a'), front.bind('c', ''), front.execute('c', 2), front.flush)],
    ['<', all(back.parsed, back.bound, back.row('1'), back.row('2'), back.suspended)],
    ['>', all(front.execute('c'), front.sync)],
    ['<', all(back.row('3'), back.complete('SELECT 1'), back.ready())],
  );
  expect(lines(seen)).toEqual(['SELECT a → 2 rows, more to come', 'FETCH ALL FROM "c" → 1 row']);
});

test('a portal does not outlive its transaction', () => {
  const seen = session(
    ['>', all(front.parse('', 'SELECT a'), front.bind('c', ''), front.sync)],
    ['<', all(back.parsed, back.bound, back.ready())],
    ['>', all(front.execute('c'), front.sync)],
    ['<', all(back.error('portal "c" does not exist'), back.ready())],
  );
  expect(lines(seen)).toEqual(['FETCH ALL FROM "c" → ERROR: portal "c" does not exist']);
});

test('a statement begins with the first message that leads to it', () => {
  const starts: number[] = [];
  const ignore = () => undefined;
  const opened = ({ startMs }: { startMs: number }) => void starts.push(startMs);
  const observer = observePostgres({ opened, replying: ignore, replied: ignore, dropped: ignore });
  const sent = [
    front.startup,
    front.parse('', 'SELECT 1'),
    front.bind('', ''),
    front.execute(''),
    front.sync,
  ];
  for (const [index, bytes] of [...sent, front.bind('', ''), front.execute('')].entries()) {
    observer.sent(bytes, index);
  }
  expect(starts).toEqual([1, 5]);
});

const copyAnswer = all(back.complete('COPY 1'), back.ready());
test.each<[string, Script]>([
  [
    'by simple query',
    [
      ['>', front.query('COPY t FROM STDIN')],
      ['<', back.copyIn],
      ['>', all(front.copyData('1\n'), front.copyDone)],
      ['<', copyAnswer],
    ],
  ],
  [
    'with the Sync that the server ignores',
    [
      ['>', all(front.parse('', 'COPY t FROM STDIN'), front.bind('', ''), front.execute(''), front.sync)],
      ['<', all(back.parsed, back.bound, back.copyIn)],
      ['>', all(front.copyData('1\n'), front.sync, front.copyDone, front.sync)],
      ['<', copyAnswer],
    ],
  ],
  [
    'without waiting to be asked',
    [
      ['>', all(front.parse('', 'COPY t FROM STDIN'), front.bind('', ''), front.execute(''), front.sync)],
      ['>', all(front.copyData('1\n'), front.copyDone, front.sync)],
      ['<', all(back.parsed, back.bound, back.copyIn, copyAnswer)],
    ],
  ],
])('COPY FROM STDIN %s', (_, script) => {
  const next: Script = [
    ['>', front.query('SELECT 1')],
    ['<', all(back.columns, back.row('1'), back.complete('SELECT 1'), back.ready())],
  ];
  const seen = session(...script, ...next);
  expect(lines(seen)).toEqual(['COPY t FROM STDIN → COPY 1', 'SELECT 1 → 1 row']);
  expect(seen.pending).toBe(0);
});

test('an encryption request that is refused, then the start-up', () => {
  const seen = observeHoweverSplit('postgres', [
    ['>', front.gss],
    ['<', 'N'],
    ['>', front.ssl],
    ['<', 'N'],
    ...opened,
    ['>', front.query('')],
    ['<', all(back.empty, back.ready())],
  ]);
  expect(lines(seen)).toEqual([' → (empty query)']);
});

test('a cancel request is followed by nothing', () => {
  expect(observe('postgres', [['>', front.cancel]])).toEqual({ events: [], pending: 0, begins: [] });
});

test.each<[string, Script]>([
  [
    'encryption',
    [
      ['>', front.ssl],
      ['<', 'S'],
    ],
  ],
  ['TLS from the first byte', [['>', Buffer.from([22, 3, 1, 2, 0, 1, 0, 1])]]],
  ['another protocol', [['>', 'GET / HTTP/1.1\r\n\r\n']]],
  ['an unknown message', [...opened, ['>', message('?')]]],
  ['an answer to what was not asked', [...opened, ['>', front.query('SELECT 1')], ['<', back.parsed]]],
])('gives up at %s', (_, script) => {
  expect(() => observe('postgres', script)).toThrow();
});

test('keeps 64 KiB of a parameter of 5 MB, and reads what follows it', () => {
  const long = 'é'.repeat(2_500_000);
  const seen = observe('postgres', [
    ...opened,
    [
      '>',
      all(
        front.parse('', 'SELECT $1, $2'),
        front.bind('', '', [long, 'next']),
        front.execute(''),
        front.sync,
      ),
    ],
    ['<', all(back.parsed, back.bound, back.complete('SELECT 0'), back.ready())],
  ]);
  expect(seen.events[0]?.parameters[0]).toBe(`${'é'.repeat(32 * 1024)}… (5000000 bytes)`);
  expect(seen.events[0]?.parameters[1]).toBe('next');
});

test('says where the reply to a statement begins, once', () => {
  const seen = session(
    [
      '>',
      all(
        front.parse('', 'SELECT 1'),
        front.bind('', ''),
        front.execute(''),
        front.sync,
        front.query('SELECT 2'),
      ),
    ],
    ['<', all(back.parsed, back.bound, back.row('1'), back.complete('SELECT 1'), back.ready())],
    ['<', all(back.columns, back.row('2'), back.complete('SELECT 1'), back.ready())],
  );
  expect(seen.begins).toEqual(['SELECT 1', 'SELECT 2']);
});
