import { afterAll, beforeAll, expect, test } from 'vitest';
import { livingProcesses } from '../../test/support/living-processes.js';
import type { Failure } from './exercise.js';
import { attempt, check, verdicts } from './testing/attempt.js';
import { openTestLab, type TestLab } from './testing/lab.js';
import { NotJudged } from './trouble.js';

let testLab: TestLab;
beforeAll(async () => {
  testLab = await openTestLab({ embedded: true });
});
afterAll(() => testLab.close());

// Misbehaves as its path says.
const misbehaving = () =>
  testLab.server(
    'misbehaving.ts',
    `import { createServer } from 'node:http';
createServer((request, response) => {
  const ways = {
    '/silent': () => {},
    '/hang-up': () => request.socket.destroy(),
    '/die': () => { throw new Error('no such drink'); },
    '/die-after': () => { response.end('{}'); response.on('close', () => process.exit(7)); },
    '/long': () => response.end('x'.repeat(10_000_000)),
    '/garbage': () => request.socket.end('+PONG\\r\\n'),
    '/text': () => response.end('hello'),
  };
  const way = ways[request.url];
  if (way) way(); else response.end(JSON.stringify({ pid: process.pid }));
}).listen(process.env.PORT);`,
  );

const failure: Failure = { expected: 'a', got: 'b', why: 'c', tryThis: 'd', reproduce: [] };
const asks = (path: string) => check(path.slice(1), async (bench) => void (await bench.get(path)));

test('what yields what, in order', async () => {
  const events = await attempt(testLab.lab, misbehaving(), [
    check('good', async (bench) => {
      await bench.get('/');
      bench.warn({ text: 'slow', why: 'x' });
      bench.warn({ text: 'slow', why: 'x' });
      return undefined;
    }),
    check('bad', async (bench) => {
      const shown = await bench.get('/shown');
      bench.showReply(shown);
      await bench.get('/last');
      return failure;
    }),
    check('needs-bad', async () => undefined, ['good', 'bad']),
    check('needs-skipped', async () => undefined, ['needs-bad']),
    check('good-too', async (bench) => void bench.warn({ text: 'slow', why: 'x' }), ['good']),
  ]);
  expect(events.map((event) => ('id' in event ? `${event.type} ${event.id}` : event.type))).toEqual([
    'attempt',
    'start',
    ...['good', 'bad', 'needs-bad', 'needs-skipped', 'good-too'].flatMap((id) => [
      `checking ${id}`,
      `check ${id}`,
    ]),
    'graded',
  ]);
  const outcomes = events.flatMap((event) => (event.type === 'check' ? [event] : []));
  expect(outcomes).toMatchObject([
    { outcome: 'passed', failure: null, warnings: [{ text: 'slow' }], evidence: null },
    {
      outcome: 'failed',
      failure,
      evidence: { copy: 'A', url: expect.stringMatching(/\/shown$/), status: 200 },
    },
    { outcome: 'skipped', skipped: 'it cannot be judged until this holds: bad' },
    { outcome: 'skipped', skipped: 'it cannot be judged until this holds: needs-bad' },
    { outcome: 'passed', warnings: [] },
  ]);
  expect(events.at(-1)).toMatchObject({ ok: false, passed: 2, failed: 1, skipped: 2 });
});

test('a server that does not start: every check is skipped', async () => {
  const program = testLab.server('broken.ts', 'process.exit(3)');
  const events = await attempt(testLab.lab, program, [asks('/a'), asks('/b')]);
  expect(events).toMatchObject([
    { type: 'attempt', exercise: 'test', seed: 'test', server: 'broken.ts' },
    { type: 'start', ok: false, failure: { problem: expect.stringContaining('exit code 3') } },
    { type: 'checking', number: 1, of: 2 },
    { type: 'check', outcome: 'skipped', skipped: 'your server does not start' },
    { type: 'checking', number: 2, of: 2 },
    { type: 'check', outcome: 'skipped' },
    { type: 'graded', ok: false, passed: 0, failed: 0, skipped: 2 },
  ]);
});

test('whatever a server does to one check, it is told, and the next one is judged', async () => {
  const got = await verdicts(testLab.lab, misbehaving(), [
    asks('/silent'),
    asks('/hang-up'),
    asks('/die'),
    asks('/long'),
    asks('/garbage'),
    check('text', async (bench) => ((await bench.get('/text')).json === undefined ? undefined : failure)),
  ]);
  expect(Object.values(got).map(({ id, failure }) => [id, failure?.mistake])).toEqual([
    ['silent', 'your server does not answer'],
    ['hang-up', 'your server hangs up'],
    ['die', 'a request ends your server'],
    ['long', 'the answer is far too long'],
    ['garbage', 'the answer is not HTTP'],
    ['text', undefined],
  ]);
  expect(got.die?.failure?.got).toMatch(/ended during this request \(exit code 1\).*no such drink/s);
  expect(got.die?.failure?.reproduce).toEqual([expect.stringMatching(/^curl -i http.*\/die$/)]);
});

test('a server that ends after its answer is told so, at the latest by the next check', async () => {
  const got = await verdicts(testLab.lab, misbehaving(), [asks('/die-after'), asks('/one'), asks('/two')]);
  const failures = Object.values(got).flatMap(({ failure }) => failure ?? []);
  expect(failures).toEqual([expect.objectContaining({ mistake: 'a request ends your server' })]);
  expect(failures[0]?.got).toMatch(/ended after its answer \(exit code 7\)/);
  expect(failures[0]?.expected).toContain('GET /die-after');
  expect(got.two?.outcome).toBe('passed');
});

test('what could not be seen in time is said, not judged', async () => {
  const got = await verdicts(testLab.lab, misbehaving(), [
    check('busy', async () => {
      throw new NotJudged('it took too long');
    }),
    asks('/after'),
  ]);
  expect(got.busy?.failure).toMatchObject({
    mistake: 'this could not be judged in time',
    got: 'it took too long',
  });
  expect(got.after?.outcome).toBe('passed');
});

test('each check begins with an empty Redis and the canary, each attempt with the same table', async () => {
  const soil = check('soil', async (bench) => {
    await bench.sql('DELETE FROM orders');
    await bench.flush();
    return undefined;
  });
  const look = check('look', async (bench) => {
    expect(await bench.keys()).toEqual([]);
    expect(await bench.canaryLives()).toBe(true);
    return undefined;
  });
  const rows = check('rows', async (bench) => {
    expect(await bench.sql('SELECT count(*) FROM orders')).toEqual([['200']]);
    return undefined;
  });
  await testLab.lab.redisCommand('SET left-over 1');
  for (let time = 1; time <= 2; time++) {
    const got = await verdicts(testLab.lab, misbehaving(), [look, rows, soil, look]);
    expect(Object.values(got).map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed']);
  }
});

test('a mistake of ours in a check is not blamed on the server', async () => {
  const broken = check('broken', async () => {
    throw new TypeError('of ours');
  });
  await expect(attempt(testLab.lab, misbehaving(), [broken])).rejects.toThrow('of ours');
});

test('an abort ends a check that waits, with the reason; the lab can be used again', async () => {
  const controller = new AbortController();
  const waits = check('waits', async (bench) => {
    setImmediate(() => controller.abort(new Error('saved again')));
    await bench.get('/silent');
    return undefined;
  });
  const program = misbehaving();
  await expect(attempt(testLab.lab, program, [waits], { signal: controller.signal })).rejects.toThrow(
    'saved again',
  );
  const { fine } = await verdicts(testLab.lab, program, [asks('/fine')]);
  expect(fine?.outcome).toBe('passed');
});

test('a check that is cut off can still put back what it changed', async () => {
  const controller = new AbortController();
  const renames = check('renames', async (bench) => {
    await bench.sql('ALTER TABLE orders RENAME TO away');
    try {
      setImmediate(() => controller.abort(new Error('saved again')));
      await bench.get('/silent');
    } finally {
      await bench.sql('ALTER TABLE away RENAME TO orders');
    }
    return undefined;
  });
  const { signal } = controller;
  await expect(attempt(testLab.lab, misbehaving(), [renames], { signal })).rejects.toThrow('saved again');
  expect((await testLab.lab.sql('SELECT count(*) FROM orders')).rows).toEqual([['200']]);
});

test('the servers run on until the next attempt, so that a failure can be tried; and not longer than the lab', async () => {
  const program = testLab.server('stays.ts', misbehavingOnlyName);
  await verdicts(testLab.lab, program, [asks('/fine')]);
  const running = () => livingProcesses({ command: 'stays.ts' });
  expect(running().length).toBe(2);
  await testLab.lab.stopServers();
  expect(running()).toEqual([]);
});

const misbehavingOnlyName = `import { createServer } from 'node:http';
createServer((_, response) => response.end('{}')).listen(process.env.PORT);`;
