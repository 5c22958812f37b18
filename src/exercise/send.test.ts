import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { send } from './send.js';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of open.splice(0)) await close();
});

/** A server that does this with every connection, once a request has come. */
async function listen(act: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => act(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (url: string, signal = new AbortController().signal) =>
  send(url, { method: 'GET', path: '/a?b=%27' }, signal);

test('an answer', async () => {
  const url = await listen((socket) =>
    socket.end('HTTP/1.1 201 Created\r\nA: b\r\nContent-Length: 2\r\n\r\nhi'),
  );
  expect(await get(url)).toMatchObject({ kind: 'answer', status: 201, headers: { a: 'b' }, body: 'hi' });
});

test('time that the whole machine has lost is not counted against the server', async () => {
  const url = await listen((socket) => {
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
    setTimeout(() => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), 300);
  });
  expect(await get(url)).toMatchObject({ kind: 'answer', status: 204 });
});

test('the path is sent as it is', async () => {
  let seen = '';
  const server = createServer((socket) => {
    socket.once('data', (bytes) => {
      seen = bytes.toString();
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await send(url, { method: 'POST', path: "/a/../b?c='", body: 'é' }, new AbortController().signal);
  expect(seen).toContain("POST /a/../b?c=' HTTP/1.1");
  expect(seen.toLowerCase()).toContain('content-length: 2');
});

test('a server that hangs up', async () => {
  expect(await get(await listen((socket) => socket.destroy()))).toMatchObject({ kind: 'hung up' });
});

test('a server that hangs up in the middle of its answer', async () => {
  const url = await listen((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi'));
  expect(await get(url)).toMatchObject({ kind: 'hung up' });
});

test('nobody there', async () => {
  const url = await listen(() => {});
  for (const close of open.splice(0)) await close();
  expect(await get(url)).toEqual({ kind: 'hung up', how: 'ECONNREFUSED' });
});

test('something that is not HTTP', async () => {
  const url = await listen((socket) => socket.end('+PONG\r\n'));
  expect(await get(url)).toMatchObject({ kind: 'not http', how: expect.stringMatching(/^HPE_/) });
});

test('a body that does not end', async () => {
  const url = await listen((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const more = () => {
      while (socket.write(Buffer.alloc(65_536)));
    };
    socket.on('drain', more);
    more();
  });
  expect(await get(url)).toEqual({ kind: 'too long' });
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  const url = await listen(() => controller.abort(new Error('saved again')));
  await expect(get(url, controller.signal)).rejects.toThrow('saved again');
  await expect(get(url, controller.signal)).rejects.toThrow('saved again');
});
