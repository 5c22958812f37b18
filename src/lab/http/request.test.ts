import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { sendRequest } from './request.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('method, path, headers and body arrive, and the answer comes back', async () => {
  const url = await serve(async (request, response) => {
    const chunks = await request.toArray();
    response.writeHead(201, { 'content-type': 'text/plain', 'x-cache': ['miss', 'again'] });
    response.end(
      `${request.method} ${request.url} ${request.headers['content-type']} ${Buffer.concat(chunks)}`,
    );
  });
  const answer = await sendRequest(url, {
    method: 'POST',
    path: '/orders?drink=caf%C3%A9&size=large',
    headers: { 'content-type': 'application/json' },
    body: '{"drink":"café"}',
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toBe('POST /orders?drink=caf%C3%A9&size=large application/json {"drink":"café"}');
  expect(answer.headers).toMatchObject({ 'x-cache': 'miss, again', connection: 'keep-alive' });
});

test('a path that begins with two slashes is asked of the same server', async () => {
  const url = await serve((request, response) => response.end(request.url));
  for (const path of ['//192.0.2.1/orders', '//[', '///']) {
    expect((await sendRequest(url, { method: 'GET', path })).body).toBe(path);
  }
});

test('the duration lasts to the last byte', async () => {
  let sentAt = 0;
  const url = await serve((_, response) => {
    response.write('first');
    setTimeout(() => {
      sentAt = performance.now();
      response.end('last');
    }, 50);
  });
  const start = performance.now();
  const answer = await sendRequest(url, { method: 'GET', path: '/' });
  // It is counted from where the statements that the request sets off are counted from.
  expect(answer.startMs).toBeGreaterThanOrEqual(start);
  expect(answer.startMs + answer.durationMs).toBeGreaterThanOrEqual(sentAt);
  expect(answer.body).toBe('firstlast');
});

test('no server, a server that hangs up, and one that never answers are errors that say so', async () => {
  const closed = await serve(() => {});
  await new Promise((resolve) => servers.pop()?.close(resolve));
  await expect(sendRequest(closed, { method: 'GET', path: '/a' })).rejects.toThrow(/GET \/a: .*ECONNREFUSED/);

  const rude = await serve((request) => request.socket.destroy());
  await expect(sendRequest(rude, { method: 'GET', path: '/' })).rejects.toThrow(/socket hang up/);

  const cut = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('not all', () => response.destroy());
  });
  await expect(sendRequest(cut, { method: 'GET', path: '/' })).rejects.toThrow(/did not answer/);

  const silent = await serve(() => {});
  await expect(sendRequest(silent, { method: 'GET', path: '/' }, 50)).rejects.toThrow(/waited 0.05 s/);
});
