import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { livingProcesses } from '../../test/support/living-processes.js';
import type { Lab } from './lab.js';
import { openLab } from './open.js';
import { findLocalRedis } from './stores/redis/local.js';
import { workerFile } from './worker-file.js';

const cacheDir = mkdtempSync(path.join(tmpdir(), 'open-lab-test-'));
const serverDir = path.join(cacheDir, 'servers');
const sessions = () => readdirSync(path.join(cacheDir, 'sessions'));
const count = { method: 'GET', path: '/orders/count?drink=latte' };
const latteWatch = {
  label: 'latte orders',
  truth: "SELECT count(*) FROM orders WHERE drink = 'latte'",
  key: 'orders:count:latte',
};

/** A server of our own, beside the variants. */
function writeServer(name: string, program: string): void {
  mkdirSync(serverDir, { recursive: true });
  writeFileSync(path.join(serverDir, `${name}.js`), program);
}

// The first lab of a cache directory makes the data.
beforeAll(async () => {
  await (await openLab({ cacheDir })).close();
}, 120_000);
afterAll(() => rmSync(cacheDir, { recursive: true }));

describe('a lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ cacheDir });
  });
  afterAll(() => lab.close());

  test('a cached count: from the request through both stores to a stale key', async () => {
    const servers = await lab.startServers('cache', 2);
    expect(servers.map(({ name, variant }) => [name, variant])).toEqual([
      ['A', 'cache'],
      ['B', 'cache'],
    ]);
    expect(lab.servers).toEqual(servers);

    lab.watch([latteWatch]);
    expect(await lab.snapshot()).toMatchObject({ agreement: 'empty', redis: { keys: [], more: 0 } });

    const miss = await lab.request(count);
    expect(miss).toMatchObject({ status: 200, headers: { 'x-cache': 'miss' } });
    expect(miss.wire.map(({ store, source, statement }) => [store, source, statement.split(' ')[0]])).toEqual(
      [
        ['redis', 'A', 'GET'],
        ['postgres', 'A', 'SELECT'],
        ['redis', 'A', 'SET'],
      ],
    );
    expect(miss.wire.every((event) => event.startMs >= miss.startMs)).toBe(true);

    const hit = await lab.request(count, 'B');
    expect(hit).toMatchObject({ body: miss.body, headers: { 'x-cache': 'hit' } });
    expect(hit.wire.map(({ store, source }) => [store, source])).toEqual([['redis', 'B']]);

    const fresh = await lab.snapshot();
    expect(fresh).toMatchObject({
      agreement: 'fresh',
      redis: { keys: [{ key: 'orders:count:latte', type: 'string', ttlMs: null, change: 'added' }] },
    });

    const inserted = await lab.sql(
      "INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'small', 280)",
    );
    expect(inserted).toMatchObject({ command: 'INSERT 0 1', rows: [] });
    const stale = await lab.snapshot();
    expect(stale.agreement).toBe('stale');
    expect(stale.postgres.newest).toMatchObject({ drink: 'latte', size: 'small', change: 'added' });
    expect(stale.postgres.watched[0]?.change).toBe('changed');
    expect(Number(stale.comparisons[0]?.truth)).toBe(Number(stale.comparisons[0]?.cached) + 1);

    expect(await lab.redisCommand('DEL orders:count:latte')).toMatchObject({ reply: '(integer) 1' });
    const gone = await lab.snapshot();
    expect(gone.agreement).toBe('empty');
    expect(gone.redis.keys).toMatchObject([{ key: 'orders:count:latte', change: 'removed' }]);
    expect((await lab.snapshot()).redis.keys).toEqual([]);
  });

  test('sql answers with what psql would show', async () => {
    const { columns, rows, command } = await lab.sql(
      "SET TIME ZONE 'UTC'; SELECT true AS yes, null AS nothing, 1.50 AS price, timestamptz '2026-01-02 03:04:05+00' AS at, '{}'::int[] AS list",
    );
    expect(columns).toEqual(['yes', 'nothing', 'price', 'at', 'list']);
    expect(rows).toEqual([['t', null, '1.50', '2026-01-02 03:04:05+00', '{}']]);
    expect(command).toBe('SELECT 1');
    expect((await lab.sql('CREATE TEMPORARY TABLE t (a int)')).command).toBe('CREATE TABLE');
    await expect(lab.sql('SELECT * FROM nowhere')).rejects.toThrow('relation "nowhere" does not exist');
    expect((await lab.sql('SELECT 1')).rows).toEqual([['1']]);
  });

  test('other types in Redis are shown in brief, and never agree', async () => {
    await lab.redisCommand('FLUSHALL');
    lab.watch([{ ...latteWatch, key: 'hash' }]);
    await lab.redisCommand('HSET hash drink latte count 5');
    await lab.redisCommand('RPUSH list a b');
    await lab.redisCommand('SADD set y x');
    await lab.redisCommand('ZADD zset 2 b 1 a');
    await lab.redisCommand('XADD stream * drink latte');
    await lab.redisCommand('SET string text PX 60000');
    const { redis, comparisons, agreement } = await lab.snapshot();
    expect(redis.keys.map(({ key, type, value }) => [key, type, value])).toEqual([
      ['hash', 'hash', '{ drink: latte, count: 5 }'],
      ['list', 'list', '[ a, b ]'],
      ['set', 'set', '{ x, y }'],
      ['stream', 'stream', '1 entries'],
      ['string', 'string', 'text'],
      ['zset', 'zset', '{ a: 1, b: 2 }'],
    ]);
    expect(redis.keys.find(({ key }) => key === 'string')?.ttlMs).toBeGreaterThan(50_000);
    expect(agreement).toBe('stale');
    expect(comparisons[0]?.cached).toBe('{ drink: latte, count: 5 }');
    await lab.redisCommand('FLUSHALL');
  });

  test('of many keys 200 are listed, with the watched one among them', async () => {
    lab.watch([{ ...latteWatch, key: 'watched' }]);
    await lab.redisCommand("EVAL \"for i = 1, 500 do redis.call('SET', 'key:' .. i, i) end\" 0");
    await lab.redisCommand('SET watched 1');
    const { redis, comparisons } = await lab.snapshot();
    expect(redis.keys.length).toBe(200);
    expect(redis.more).toBe(301);
    expect(comparisons[0]?.cached).toBe('1');
    expect((await lab.snapshot()).redis.keys.every(({ change }) => change === 'same')).toBe(true);
    await lab.redisCommand('FLUSHALL');
  });

  test('a variant that there is not is refused with those that there are', async () => {
    await expect(lab.startServers('nonsense')).rejects.toThrow(/no server nonsense.*cache, .*no-cache/);
  });

  test('a copy that there is not is refused with those that run', async () => {
    await lab.startServers('no-cache', 1);
    await expect(lab.request(count, 'C')).rejects.toThrow(/no server C.*Running: A/);
  });
});

describe('with servers of our own', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ cacheDir, serverDir });
  });
  afterAll(() => lab.close());

  test('one that ends at once is told with its output, and leaves no listener', async () => {
    writeServer('broken', `console.error('SyntaxError: of its own'); process.exit(1);`);
    const error = await lab.startServers('broken', 2).catch((caught) => caught);
    expect(error.message).toMatch(
      /^Server [AB] \(broken\) ended \(exit code 1\)\. .*SyntaxError: of its own$/s,
    );
    expect(lab.servers).toEqual([]);
    expect(livingProcesses({ command: path.join(serverDir, 'broken.js') })).toEqual([]);
  });

  test('what it asks of a store after its answer belongs to the request', async () => {
    writeServer(
      'forgetful',
      `import { createServer } from 'node:http';
       import { connect } from 'node:net';
       const { hostname, port } = new URL(process.env.REDIS_URL);
       const redis = connect(port, hostname);
       const server = createServer((request, response) => {
         response.end(process.env.CACHE_TTL_SECONDS + process.env.ADDED);
         redis.write('SET later 1\\r\\n');
       });
       server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port));`,
    );
    await lab.startServers('forgetful', 1, { env: { ADDED: ' added' } });
    const { body, wire } = await lab.request({ method: 'GET', path: '/' });
    expect(body).toBe('5 added');
    expect(wire.map(({ text }) => text)).toEqual(['SET later 1']);
  });

  test('one that dies in a request is told with its output', async () => {
    writeServer(
      'mortal',
      `import { createServer } from 'node:http';
       const server = createServer(() => { console.error('out of beans'); process.exit(9); });
       server.listen(0, '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port));`,
    );
    await lab.startServers('mortal');
    await expect(lab.request({ method: 'GET', path: '/' })).rejects.toThrow(/exit code 9.*out of beans/s);
  });

  test('closing while servers start leaves none', async () => {
    writeServer('slow', 'setInterval(() => {}, 1000)');
    const other = await openLab({ cacheDir, serverDir });
    const starting = other.startServers('slow', 2).catch((caught) => caught);
    await vi.waitFor(
      () => expect(livingProcesses({ command: path.join(serverDir, 'slow.js') }).length).toBe(2),
      5000,
    );
    await Promise.all([other.close(), other.close()]);
    expect((await starting).message).toMatch(/ended/);
    expect(livingProcesses({ command: path.join(serverDir, 'slow.js') })).toEqual([]);
  });

  test('closing in the moment of a start leaves none either', async () => {
    writeServer('slow', 'setInterval(() => {}, 1000)');
    const other = await openLab({ cacheDir, serverDir });
    const starting = other.startServers('slow', 2).catch((caught) => caught);
    await other.close();
    expect((await starting).message).toMatch(/the lab is closed/);
    expect(livingProcesses({ command: path.join(serverDir, 'slow.js') })).toEqual([]);
  });
});

test('two labs at once do not see each other, and each takes its own directory with it', async () => {
  const before = sessions();
  const [one, other] = await Promise.all([openLab({ cacheDir }), openLab({ cacheDir, embedded: true })]);
  expect(sessions().length).toBe(before.length + 2);
  expect(other.redis.kind).toBe('embedded');
  const total = async (lab: Lab) => (await lab.sql('SELECT count(*) FROM orders')).rows[0]?.[0];
  const orders = await total(other);
  await one.sql('DELETE FROM orders WHERE id <= 10');
  await one.redisCommand('SET key 1');
  expect(await total(one)).toBe(String(Number(orders) - 10));
  expect(await total(other)).toBe(orders);
  expect((await other.redisCommand('GET key')).reply).toBe('(nil)');
  await Promise.all([one.close(), other.close()]);
  expect(sessions()).toEqual(before);
});

describe('opening that does not succeed leaves nothing', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  test('aborted before and while it opens', async () => {
    const before = sessions();
    await expect(openLab({ cacheDir, signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
      'before',
    );
    const controller = new AbortController();
    const opening = openLab({ cacheDir, signal: controller.signal });
    controller.abort(new Error('meanwhile'));
    await expect(opening).rejects.toThrow('meanwhile');
    expect(sessions()).toEqual(before);
  });

  test('a Redis on PATH that does not start is named, with the way round it', async () => {
    const before = sessions();
    const bin = path.join(cacheDir, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'redis-server'), '#!/bin/sh\necho broken >&2; exit 1\n', { mode: 0o755 });
    process.env.PATH = `${bin}${path.delimiter}${PATH}`;
    expect(findLocalRedis()).toBe(path.join(bin, 'redis-server'));
    await expect(openLab({ cacheDir })).rejects.toThrow(
      /bin\/redis-server does not start.*--embedded.*broken/s,
    );
    expect(sessions()).toEqual(before);
    await (await openLab({ cacheDir, embedded: true })).close();
  });
});

test('after a SIGKILL of the program, no process and no directory is left', async () => {
  const before = sessions();
  const program = path.join(cacheDir, 'program.mjs');
  writeFileSync(
    program,
    `const { openLab } = await import(${JSON.stringify(workerFile('src/lab/open'))});
     const lab = await openLab({ cacheDir: ${JSON.stringify(cacheDir)} });
     await lab.startServers('cache', 2);
     console.log(JSON.stringify({ port: lab.redis.port, kind: lab.redis.kind }));`,
  );
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [told] = await once(child.stdout, 'data');
  const { port, kind } = JSON.parse(told);
  const servers = livingProcesses({ command: workerFile('server/cache') });
  expect(servers.length).toBe(2);
  expect(sessions().length).toBe(before.length + 1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(() => {
    expect(livingProcesses({ command: workerFile('server/cache') })).toEqual([]);
    if (kind === 'local') expect(livingProcesses({ command: `127.0.0.1:${port}` })).toEqual([]);
    expect(sessions()).toEqual(before);
  }, 2000);
});
