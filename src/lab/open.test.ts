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
