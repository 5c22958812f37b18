import { createServer } from 'node:net';
import { expect, vi } from 'vitest';
import { nothingLeft } from './home.js';
import { cli, start, test, tutorial } from './program.js';

/** A port with a free one after it, as far as can be known. */
async function freePorts(): Promise<number> {
  const servers = [createServer(), createServer()];
  const listen = (index: number, port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = servers[index]?.once('error', reject);
      server?.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  try {
    const port = await listen(0, 0);
    return await listen(1, port + 1).then(() => port, freePorts);
  } finally {
    for (const server of servers) server.close();
  }
}

test('two copies on wanted ports: each request is shown with its trace, until Ctrl-C', async ({ home }) => {
  const port = await freePorts();
  const terminal = tutorial(home, ['serve', 'cache', '--copies', '2', '--port', String(port)]);
  const [a, b] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
  await terminal.until(`server/cache.ts (copy A)  ${a}`);
  await terminal.until(`server/cache.ts (copy B)  ${b}`);

  const first = await fetch(`${a}/orders/count?drink=mocha`);
  expect(first.headers.get('x-cache')).toBe('miss');
  await terminal.until(/GET orders:count:mocha.*SELECT count.*SET orders:count:mocha.*200 X-Cache: miss/s);
  await terminal.until('server A');
  const second = await fetch(`${b}/orders/count?drink=mocha`);
  expect(second.headers.get('x-cache')).toBe('hit');
  await terminal.until(/200 X-Cache: miss.*GET orders:count:mocha.*200 X-Cache: hit/s);
  await terminal.until('server B');
  expect(await second.json()).toEqual(await first.json());

  terminal.press('ctrl-c');
  expect(await terminal.exit()).toEqual({ code: 130, signal: 0 });
  await nothingLeft(home);
});

test('serve --json prints a line for a request, and SIGINT ends it', async ({ home }) => {
  const serving = start(home, [process.execPath, cli, 'serve', 'ttl', '--json']);
  const events = () =>
    serving
      .stdout()
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as { type: string; copies: { url: string }[] });
  const servers = () => events().find(({ type }) => type === 'servers');
  await vi.waitUntil(servers, { timeout: 30_000 });
  const url = servers()?.copies[0]?.url;
  await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"drink":"latte","size":"small"}',
  });
  await vi.waitUntil(() => events().some(({ type }) => type === 'request'), { timeout: 10_000 });
  expect(events().find(({ type }) => type === 'request')).toMatchObject({
    method: 'POST',
    status: 201,
    requestBody: '{"drink":"latte","size":"small"}',
    postgres: { newest: { drink: 'latte', size: 'small', change: 'added' } },
  });
  process.kill(serving.pid, 'SIGINT');
  expect(await serving.result).toMatchObject({ code: 130, signal: null, stderr: '' });
  await nothingLeft(home);
});
