import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../stores/redis/connection.js';
import { openEmbeddedRedis } from '../stores/redis/embedded.js';
import type { Store } from '../stores/store.js';
import type { Tap } from '../tap/event.js';
import { openTap } from '../tap/tap.js';
import { type ExchangeGroup, type HttpObserver, observeHttp } from './observe.js';
import { untilQuiet } from './quiet.js';
import { recordWire } from './wire.js';

let store: Store;
let taps: { postgres: Tap; redis: Tap };
let redis: RedisConnection;
let server: Server;
let observer: HttpObserver;
let groups: ExchangeGroup[] = [];
/** What the server does with a request. */
let answer: (request: IncomingMessage, body: Buffer) => Promise<string>;

const urlOf = ({ host, port }: { host: string; port: number }) => `redis://${host}:${port}`;

beforeAll(async () => {
  store = await openEmbeddedRedis();
  const upstream = { host: store.host, port: store.port };
  // Nothing comes through the other tap: what it stands before does not matter.
  taps = { postgres: openTap({ store: 'postgres', upstream }), redis: openTap({ store: 'redis', upstream }) };
  redis = await connectRedis(urlOf(await taps.redis.listen('A')));
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const text = await answer(request, body);
    response.setHeader('X-Cache', ['miss', 'twice']);
    response.statusCode = request.method === 'POST' ? 201 : 200;
    response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lab = { taps, servers: [{ name: 'A', variant: 'test', url }] };
  observer = await observeHttp(lab, 'A', 0, (group) => groups.push(group));
});
beforeEach(() => {
  groups = [];
});
afterAll(async () => {
  await observer.close();
  server.close();
  redis.close();
  await Promise.all([taps.redis.close(), taps.postgres.close()]);
  await store.close();
});

const texts = (group: ExchangeGroup | undefined) => group?.wire.map((event) => event.text);

test('the record waits for what the server does after it has answered', async () => {
  const record = recordWire([taps.postgres, taps.redis]);
  await redis.send(['SET', 'a', '1']);
  setImmediate(() => void redis.send(['SET', 'b', '2']));
  await untilQuiet([taps.postgres, taps.redis]);
  await redis.send(['SET', 'c', '3']);
  expect(record.end().map((event) => event.text)).toEqual(['SET a 1', 'SET b 2', 'SET c 3']);
});

test('a command that is still waiting for its reply is waited for, but not for ever', async () => {
  const waiter = await connectRedis(urlOf(await taps.redis.listen('waiter')));
  const popped = waiter.send(['BLPOP', 'queue', '0']);
  await vi.waitFor(() => expect(taps.redis.pending).toBe(1));
  await untilQuiet([taps.redis], 50);
  expect(taps.redis.pending).toBe(1);
  let isQuiet = false;
  const quiet = untilQuiet([taps.redis], 60_000).then(() => {
    isQuiet = true;
  });
  await sleep(50);
  expect(isQuiet).toBe(false);
  await redis.send(['RPUSH', 'queue', 'latte']);
  await quiet;
  expect(taps.redis.pending).toBe(0);
  await popped;
  waiter.close();
  await taps.redis.unlisten('waiter');
});

test('a request and its answer pass unchanged, and are told with what crossed the wire', async () => {
  answer = async (request, body) => {
    await redis.send(['GET', 'latte']);
    setImmediate(() => void redis.send(['SET', 'latte', 'later']));
    return `${request.method} ${request.url} ${request.rawHeaders.join('|')} ${body}`;
  };
  const args = ['-sSi', '-d', 'drink=latte', '-H', 'X-MiXeD: Yes', `${observer.url}/orders?a=%20b`];
  const { stdout: got } = await promisify(execFile)('curl', args);
  await vi.waitFor(() => expect(groups.length).toBe(1));
  expect(got).toMatch(/^HTTP\/1.1 201 Created\r\nX-Cache: miss\r\nX-Cache: twice\r\n/);
  expect(got).toContain('POST /orders?a=%20b Host|');
  expect(got).toContain('|X-MiXeD|Yes|');
  expect(got).toMatch(/drink=latte$/);
  const [exchange] = groups[0]?.exchanges ?? [];
  expect(exchange).toMatchObject({
    method: 'POST',
    path: '/orders?a=%20b',
    requestBody: 'drink=latte',
    status: 201,
  });
  expect(exchange?.headers['x-cache']).toBe('miss, twice');
  expect(texts(groups[0])).toEqual(['GET latte', 'SET latte later']);
});

test('bodies of several MB', async () => {
  const large = Buffer.alloc(3_000_000, 'coffee');
  answer = async (_, body) => body.toString();
  const outgoing = httpRequest(`${observer.url}/`, { method: 'POST' });
  outgoing.end(large);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  expect(Buffer.concat(await incoming.toArray()).equals(large)).toBe(true);
  await vi.waitFor(() => expect(groups.length).toBe(1));
  expect(groups[0]?.exchanges[0]?.body.length).toBe(large.length);
});

test('requests that overlap are one group; one after the other, they are two', async () => {
  const asked: (string | undefined)[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  answer = async ({ url }) => {
    asked.push(url);
    await redis.send(['GET', `${url}`]);
    if (url === '/slow') await released;
    return '';
  };
  const slow = fetch(`${observer.url}/slow`);
  await vi.waitFor(() => expect(asked).toEqual(['/slow']));
  await (await fetch(`${observer.url}/fast`)).text();
  release();
  await (await slow).text();
  await vi.waitFor(() => expect(groups.length).toBe(1));
  expect(groups[0]?.exchanges.map(({ path }) => path)).toEqual(['/fast', '/slow']);
  expect(texts(groups[0])).toEqual(['GET /slow', 'GET /fast']);
  await (await fetch(`${observer.url}/next`)).text();
  await vi.waitFor(() => expect(groups.length).toBe(2));
});

test('a request that comes before the one before it is quiet joins its group', async () => {
  const waiter = await connectRedis(urlOf(await taps.redis.listen('A')));
  let release: (() => void) | undefined;
  answer = async ({ url }) => {
    if (url === '/first') void waiter.send(['BLPOP', 'orders', '0']);
    else
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    return '';
  };
  await (await fetch(`${observer.url}/first`)).text();
  const second = fetch(`${observer.url}/second`);
  await vi.waitFor(() => expect(release).toBeDefined());
  await redis.send(['RPUSH', 'orders', 'latte']);
  await untilQuiet([taps.redis]);
  await sleep(50);
  expect(groups).toEqual([]);
  release?.();
  await (await second).text();
  await vi.waitFor(() => expect(groups.length).toBe(1));
  expect(groups[0]?.exchanges.map(({ path }) => path)).toEqual(['/first', '/second']);
  waiter.close();
});

test('a client that hangs up is not told of, and the next one is served', async () => {
  let asked = 0;
  let hungUp = false;
  answer = async (request) => {
    asked++;
    await once(request.socket, 'close');
    hungUp = true;
    return 'too late';
  };
  const socket = connect(Number(new URL(observer.url).port), '127.0.0.1');
  socket.write('GET /gone HTTP/1.1\r\nHost: a\r\n\r\n');
  await vi.waitFor(() => expect(asked).toBe(1));
  socket.destroy();
  await vi.waitFor(() => expect(hungUp).toBe(true));
  answer = async () => 'here';
  expect(await (await fetch(`${observer.url}/here`)).text()).toBe('here');
  await vi.waitFor(() =>
    expect(groups.flatMap(({ exchanges }) => exchanges).map(({ path }) => path)).toEqual(['/here']),
  );
});

test('a copy that does not run is answered for, and a port that is taken is refused', async () => {
  const told: ExchangeGroup[] = [];
  const lonely = await observeHttp({ taps, servers: [] }, 'B', 0, (group) => told.push(group));
  const response = await fetch(lonely.url);
  expect(response.status).toBe(502);
  expect(await response.text()).toMatch(/Server B is not running/);
  await vi.waitFor(() => expect(told[0]?.exchanges[0]?.status).toBe(502));
  const port = Number(new URL(lonely.url).port);
  await expect(observeHttp({ taps, servers: [] }, 'B', port, () => {})).rejects.toThrow(
    /Choose another port/,
  );
  await lonely.close();
});
