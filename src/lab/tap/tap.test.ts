import { afterEach, expect, test } from 'vitest';
import type { StoreName, Tap, WireEvent } from './event.js';
import { openTap } from './tap.js';
import { RawClient, type ScriptedStore, scriptedStore } from './testing/scripted.js';
import { until } from './testing/wait.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});

async function setUp(serve?: Parameters<typeof scriptedStore>[0], store: StoreName = 'redis') {
  const upstream: ScriptedStore = await scriptedStore(serve);
  const tap: Tap = openTap({ store, upstream: { host: upstream.host, port: upstream.port } });
  opened.push(upstream, tap);
  const events: WireEvent[] = [];
  tap.subscribe((event) => events.push(event));
  const { port } = await tap.listen('A');
  return { upstream, tap, events, port, client: RawClient.open(port) };
}

test('what an observer cannot read passes all the same', async () => {
  const { client, tap, upstream } = await setUp((socket) => socket.pipe(socket));
  client.socket.write('GET a\r\n\x16\x03\x01 nonsense');
  await until('it is echoed', () => client.text === 'GET a\r\n\x16\x03\x01 nonsense');
  client.socket.write('more');
  await until('more is echoed', () => client.text.endsWith('more'));
  expect(tap.unobserved).toBe(1);
  expect(tap.pending).toBe(0);
  expect(upstream.connections.length).toBe(1);
});

test('the last words of a store arrive, though it hangs up at once', async () => {
  const { client } = await setUp((socket) => socket.end(`-ERR ${'x'.repeat(300_000)}\r\n`));
  await until('the end is passed on', () => client.ended);
  expect(client.received.length).toBe(300_007);
});

test('the last words of a client arrive, though it hangs up at once', async () => {
  let received = 0;
  const { client, upstream } = await setUp((socket) => {
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
  });
  client.socket.end(Buffer.alloc(300_000, '\n'));
  await until('the end is passed on', () => upstream.connections[0]?.readableEnded === true);
  expect(received).toBe(300_000);
});

test('a client that is gone takes its connection to the store with it', async () => {
  const { client, upstream } = await setUp();
  await until('the store is reached', () => upstream.connections.length === 1);
  client.socket.resetAndDestroy();
  await until('the store sees it', () => upstream.connections[0]?.readableEnded === true);
});

test('a sender waits for a slow receiver', async () => {
  const { client, upstream } = await setUp();
  client.socket.pause();
  await until('the store is reached', () => upstream.connections.length === 1);
  const store = upstream.connections[0];
  const line = Buffer.alloc(1 << 16, 'x');
  let sent = 0;
  // Endless, unless the tap stops reading.
  while (store && store.writableLength < 1 << 20 && sent < 1 << 28) {
    store.write(line);
    sent += line.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(sent).toBeLessThan(1 << 28);
  client.socket.resume();
  await until('all has arrived', () => client.socket.bytesRead === sent);
});

test('a label names its traffic, and unlisten ends it', async () => {
  const { tap, events, client } = await setUp((socket) => socket.on('data', () => socket.write('+OK\r\n')));
  const other = RawClient.open((await tap.listen('B')).port);
  client.socket.write('SET a 1\r\n');
  await until('A is seen', () => events.length === 1);
  other.socket.write('SET b 2\r\n');
  await until('B is seen', () => events.length === 2);
  expect(events.map(({ source, connection, text }) => [source, connection, text])).toEqual([
    ['A', 1, 'SET a 1'],
    ['B', 2, 'SET b 2'],
  ]);
  await tap.unlisten('A');
  await until('A is cut', () => client.closed);
  expect(other.closed).toBe(false);
});

test('who has unsubscribed hears no more', async () => {
  const { tap, events, client } = await setUp((socket) => socket.on('data', () => socket.write('+OK\r\n')));
  const heard: string[] = [];
  const stop = tap.subscribe(({ text }) => heard.push(text));
  client.socket.write('SET a 1\r\n');
  await until('it is seen', () => events.length === 1);
  stop();
  client.socket.write('SET b 1\r\n');
  await until('it is seen', () => events.length === 2);
  expect(heard).toEqual(['SET a 1']);
});

test('a store that cannot be reached closes the connection', async () => {
  const { upstream, port } = await setUp();
  await upstream.close();
  opened.shift();
  const late = RawClient.open(port);
  await until('it is closed', () => late.ended || late.closed);
  late.socket.destroy();
});

test('after close, nothing listens and nothing is connected', async () => {
  const { tap, client, port, upstream } = await setUp();
  await until('the store is reached', () => upstream.connections.length === 1);
  await tap.close();
  await until('the client is cut', () => client.closed);
  await until(
    'the store is left',
    () => upstream.connections[0]?.destroyed === true || upstream.connections[0]?.readableEnded === true,
  );
  const late = RawClient.open(port);
  await until('it is refused', () => late.closed);
  expect(late.error).toBe('ECONNREFUSED');
  await expect(tap.listen('A')).rejects.toThrow('closed');
});
