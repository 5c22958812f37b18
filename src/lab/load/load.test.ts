import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../package-root.js';
import type { Lab } from '../lab.js';
import { openLab } from '../open.js';

const cacheDir = mkdtempSync(path.join(tmpdir(), 'load-test-'));
const serverDir = mkdtempSync(path.join(packageRoot, 'dist/load-test-'));
const listening = "() => console.log('listening on http://127.0.0.1:' + server.address().port)";

/** A server that answers at once, and what it does besides. */
const program = (answer: string) => `
  import { createServer } from 'node:http';
  const server = createServer((request, response) => { ${answer} });
  server.listen(0, '127.0.0.1', ${listening});
`;
const variants = {
  quick: program("response.end(request.url + ' ' + process.env.REDIS_URL)"),
  broken: program("response.writeHead(Math.random() < 0.5 ? 200 : 500).end('x')"),
  mortal: program("setTimeout(() => { console.error('out of beans'); process.exit(3); }, 100)"),
  silent: program(''),
};

let lab: Lab;
beforeAll(async () => {
  for (const [name, text] of Object.entries(variants))
    writeFileSync(path.join(serverDir, `${name}.js`), text);
  writeFileSync(path.join(serverDir, 'package.json'), '{"type":"module"}');
  lab = await openLab({ cacheDir, serverDir, embedded: true });
}, 120_000);
afterAll(async () => {
  await lab.close();
  for (const directory of [cacheDir, serverDir]) rmSync(directory, { recursive: true });
});

const load = (variant: string, onProgress?: (elapsedMs: number) => void) =>
  lab.load({
    variant,
    path: '/',
    connections: 3,
    seconds: 0.5,
    ...(onProgress && { onProgress }),
  });

test('answers are counted, and the time in which they came; the servers of the lab go on', async () => {
  const servers = await lab.startServers('quick');
  const elapsed: number[] = [];
  const figures = await load('quick', (ms) => elapsed.push(ms));
  expect(figures).toMatchObject({ non2xx: 0, errors: 0 });
  expect(figures.answered).toBeGreaterThan(0);
  expect(figures.perSecond).toBe(figures.answered / 0.5);
  const { p50, p95, p99, max } = figures.latencyMs ?? { p50: 0, p95: 0, p99: 0, max: 0 };
  expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].toSorted((a, b) => a - b));
  expect(p50).toBeGreaterThan(0);
  expect(elapsed).toEqual(elapsed.toSorted((a, b) => a - b));
  expect(elapsed.at(-1)).toBe(500);
  expect(lab.servers).toEqual(servers);
  expect((await lab.request({ method: 'GET', path: '/here' })).body).toMatch(/^\/here /);
});

test('other answers than 2xx are counted apart', async () => {
  const { answered, non2xx, errors } = await load('broken');
  expect(answered).toBeGreaterThan(0);
  expect(non2xx).toBeGreaterThan(0);
  expect(errors).toBe(0);
});

test('a server that never answers has no latency', async () => {
  expect(await load('silent')).toEqual({
    answered: 0,
    perSecond: 0,
    latencyMs: null,
    non2xx: 0,
    errors: 0,
  });
});

test('a server that ends under load is told of, with its output', async () => {
  await expect(load('mortal')).rejects.toThrow(/under load \(mortal\) ended \(exit code 3\).*out of beans/s);
});

test('a variant that is not there is refused', async () => {
  await expect(load('quack')).rejects.toThrow('Did you mean quick?');
});

test('closing the lab ends it', async () => {
  const loading = load('silent');
  loading.catch(() => {});
  await lab.close();
  await expect(loading).rejects.toThrow('the lab is closed');
});
