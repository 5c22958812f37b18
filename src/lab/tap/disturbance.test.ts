import { afterEach, expect, test } from 'vitest';
import type { WireEvent } from './event.js';
import { openTap } from './tap.js';
import { RawClient, scriptedStore } from './testing/scripted.js';
import { until } from './testing/wait.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});

/** A tap before a store that answers each line with itself: `GET a` with `+GET a`. */
async function setUp() {
  const upstream = await scriptedStore((socket) =>
    socket.on('data', (chunk) => socket.write(chunk.toString().replace(/.+\r\n/g, '+$&'))),
  );
  const tap = openTap({ store: 'redis', upstream: { host: upstream.host, port: upstream.port } });
  opened.push(upstream, tap);
  const events: WireEvent[] = [];
  tap.subscribe((event) => events.push(event));
  const { port } = await tap.listen('A');
  return { upstream, tap, events, port, client: RawClient.open(port) };
}

const texts = (events: readonly WireEvent[]) => events.map(({ text }) => text);

test('holds the reply that matches, and what follows it; others go on', async () => {
  const { tap, events, client, port } = await setUp();
  const other = RawClient.open(port);
  const hold = tap.hold(({ text }) => text === 'GET b');
  client.socket.write('GET a\r\nGET b\r\nGET c\r\n');
  await hold.held;
  await until('what comes before has passed', () => client.text === '+GET a\r\n');
  other.socket.write('GET b\r\n');
  await until('the other is answered', () => other.text === '+GET b\r\n');
  expect(texts(events)).toEqual(['GET a', 'GET b']);
  expect(events[1]?.connection).toBe(2);
  expect(client.text).toBe('+GET a\r\n');
  expect(tap.pending).toBe(2);
  hold.release();
  hold.release();
  await until('the rest has passed', () => client.text === '+GET a\r\n+GET b\r\n+GET c\r\n');
  expect(tap.pending).toBe(0);
  expect(texts(events).slice(2)).toEqual(['GET b', 'GET c']);
});

test('two holds keep two replies of one connection, released in any order', async () => {
  const { tap, client } = await setUp();
  const first = tap.hold(({ statement }) => statement === 'GET');
  const second = tap.hold(({ statement }) => statement === 'GET');
  client.socket.write('GET a\r\nGET b\r\n');
  await Promise.all([first.held, second.held]);
  second.release();
  expect(client.text).toBe('');
  first.release();
  await until('both have passed', () => client.text === '+GET a\r\n+GET b\r\n');
});

test('holds a reply of 5 MB whole', async () => {
  const value = 'x'.repeat(5_000_000);
  const upstream = await scriptedStore((socket) => socket.on('data', () => socket.write(`+${value}\r\n`)));
  const tap = openTap({ store: 'redis', upstream: { host: upstream.host, port: upstream.port } });
  opened.push(upstream, tap);
  const client = RawClient.open((await tap.listen('A')).port);
  const hold = tap.hold(() => true);
  client.socket.write('GET a\r\n');
  await hold.held;
  expect(client.received.length).toBe(0);
  hold.release();
  await until('it has passed', () => client.received.length === 5_000_003);
});

test('a hold that can hold nothing any more says so', async () => {
  const { tap, client, upstream } = await setUp();
  const unused = tap.hold(({ statement }) => statement === 'NEVER');
  unused.release();
  await expect(unused.held).rejects.toThrow('released');
  const broken = tap.hold(() => {
    throw new Error('no such field');
  });
  client.socket.write('GET a\r\n');
  await expect(broken.held).rejects.toThrow('no such field');
  await until('it was answered all the same', () => client.text === '+GET a\r\n');
  const partial = tap.hold(() => true);
  upstream.connections[0]?.removeAllListeners('data').resume();
  client.socket.write('GET b\r\n');
  await until('it is pending', () => tap.pending === 1);
  upstream.connections[0]?.write('+half');
  upstream.connections[0]?.end();
  await until('the store is gone', () => client.closed || client.ended || tap.pending === 0);
  client.socket.destroy();
  await expect(partial.held).rejects.toThrow('ended');
});

test('the connection of a held reply may end', async () => {
  const { tap, client, upstream } = await setUp();
  const hold = tap.hold(() => true);
  client.socket.write('GET a\r\n');
  await hold.held;
  client.socket.destroy();
  await until('it is no longer pending', () => tap.pending === 0);
  hold.release();
  await until('the connection is gone', () => upstream.connections[0]?.readableEnded === true);
  expect(tap.pending).toBe(0);
});

test('delays replies, in order, and only those of the label', async () => {
  const { tap, client, events } = await setUp();
  const other = RawClient.open((await tap.listen('B')).port);
  tap.delay(150, 'A');
  client.socket.write('GET a\r\n');
  other.socket.write('GET b\r\n');
  await until('B is answered', () => other.text === '+GET b\r\n');
  expect(client.text).toBe('');
  tap.delay(0, 'A');
  client.socket.write('GET c\r\n');
  await until('A is answered', () => client.text === '+GET a\r\n+GET c\r\n');
  expect(texts(events)).toEqual(['GET b', 'GET a', 'GET c']);
  expect(events[1]?.durationMs).toBeGreaterThanOrEqual(150);
});

test('refuses new connections and resets existing ones, until restored on the same port', async () => {
  const { tap, client, port } = await setUp();
  client.socket.write('GET a\r\n');
  await until('it is answered', () => client.text !== '');
  await tap.refuse();
  await until('it is reset', () => client.closed);
  expect(client.error).toBe('ECONNRESET');
  const refused = RawClient.open(port);
  await until('it is refused', () => refused.closed);
  expect(refused.error).toBe('ECONNREFUSED');
  const later = await tap.listen('later');
  const alsoRefused = RawClient.open(later.port);
  await until('a later listener refuses too', () => alsoRefused.error === 'ECONNREFUSED');
  await Promise.all([tap.restore(), tap.restore()]);
  for (const open of [port, later.port]) {
    const again = RawClient.open(open);
    again.socket.write('GET b\r\n');
    await until('it is answered', () => again.text === '+GET b\r\n');
  }
});

test('refusing and restoring in a hurry ends in the last state', async () => {
  const { tap, port } = await setUp();
  const hurry = [tap.refuse(), tap.restore(), tap.refuse(), tap.restore(), tap.refuse()];
  await Promise.all(hurry);
  const refused = RawClient.open(port);
  await until('it is refused', () => refused.error === 'ECONNREFUSED');
  await Promise.all([tap.restore()]);
  const again = RawClient.open(port);
  again.socket.write('GET b\r\n');
  await until('it is answered', () => again.text === '+GET b\r\n');
});

test('goes silent in both directions, and hands on all that was kept when restored', async () => {
  const { tap, client, upstream, events, port } = await setUp();
  client.socket.write('GET a\r\n');
  await until('it is answered', () => client.text === '+GET a\r\n');
  tap.silence();
  client.socket.write('GET b\r\n');
  const late = RawClient.open(port);
  late.socket.write('GET late\r\n');
  const store = upstream.connections[0];
  store?.write('');
  await until('the late one is accepted', () => upstream.connections.length === 2);
  expect(tap.pending).toBe(0);
  expect(store?.bytesRead).toBe(7);
  expect(client.text).toBe('+GET a\r\n');
  await tap.restore();
  await until(
    'both are answered',
    () => client.text === '+GET a\r\n+GET b\r\n' && late.text === '+GET late\r\n',
  );
  expect(texts(events).slice(1).sort()).toEqual(['GET b', 'GET late']);
});

test('keeps little in a silence, or behind a held reply: the sender has to wait', async () => {
  const { tap, client, upstream } = await setUp();
  const hold = tap.hold(() => true);
  client.socket.write('GET a\r\n');
  await hold.held;
  const store = upstream.connections[0];
  tap.silence('B');
  const silenced = RawClient.open((await tap.listen('B')).port);
  const block = Buffer.alloc(1 << 20, '\n');
  for (const sender of [store, silenced.socket]) {
    let sent = 0;
    for (; sender && sender.writableLength < 4 * block.length && sent < 1 << 28; sent += block.length) {
      sender.write(block);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sent).toBeLessThan(1 << 28);
  }
  hold.release();
  await until(
    'the client has had more than can have been kept',
    () => client.received.length > 4 * block.length,
  );
});

test('drops what a client sent into the silence before it gave up', async () => {
  const { tap, client, upstream } = await setUp();
  await until('the store is reached', () => upstream.connections.length === 1);
  tap.silence('A');
  client.socket.end('SET a old\r\n');
  await until('the store is left', () => upstream.connections[0]?.readableEnded === true);
  await tap.restore('A');
  expect(upstream.connections[0]?.bytesRead).toBe(0);
});

test.each([
  ['reset', 'ECONNRESET'],
  ['end', undefined],
] as const)('cuts by %s, and takes new connections', async (how, error) => {
  const { tap, client, port, upstream } = await setUp();
  client.socket.write('GET a\r\n');
  await until('it is answered', () => client.text !== '');
  tap.cut(how);
  client.socket.on('end', () => client.socket.end());
  await until('it is cut', () => client.closed);
  expect(client.error).toBe(error);
  await until('the store sees it', () => upstream.connections[0]?.readableEnded === true);
  const again = RawClient.open(port);
  again.socket.write('GET b\r\n');
  await until('it is answered', () => again.text === '+GET b\r\n');
  expect(tap.pending).toBe(0);
});
