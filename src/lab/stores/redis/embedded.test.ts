import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Store } from '../store.js';
import { openEmbeddedRedis } from './embedded.js';

let store: Store;
beforeAll(async () => {
  store = await openEmbeddedRedis();
});
afterAll(() => store.close());

describe.each([2, 3] as const)('through the redis package, RESP%i', (RESP) => {
  const open: { destroy(): void }[] = [];
  afterEach(() => {
    for (const client of open.splice(0)) client.destroy();
  });
  async function client() {
    const one = createClient({ url: store.url, RESP });
    one.on('error', () => {});
    await one.connect();
    open.push(one);
    return one;
  }

  test('values, conditions and expiry', async () => {
    const redis = await client();
    await redis.flushAll();
    expect(await redis.set('plain', 'v')).toBe('OK');
    expect(await redis.ttl('plain')).toBe(-1);
    expect(await redis.ttl('absent')).toBe(-2);
    expect(await redis.pTTL('absent')).toBe(-2);
    expect(await redis.set('plain', 'w', { condition: 'NX' })).toBeNull();
    expect(await redis.get('plain')).toBe('v');
    await redis.set('short', 'v', { expiration: { type: 'PX', value: 60 } });
    await redis.set('long', 'v', { expiration: { type: 'EX', value: 5 } });
    expect(await redis.ttl('long')).toBeGreaterThan(3);
    // DBSIZE does not touch the key: it goes by itself.
    await vi.waitFor(async () => expect(await redis.dbSize()).toBe(2), 5000);
    expect(await redis.get('short')).toBeNull();
    expect(await redis.del(['plain', 'long', 'absent'])).toBe(2);
  });

  test('transactions, scripts, hashes and a pipeline', async () => {
    const redis = await client();
    await redis.flushAll();
    expect(await redis.multi().set('n', '1').incr('n').get('n').exec()).toEqual(['OK', 2, '2']);
    const script = "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])";
    expect(await redis.eval(script, { keys: ['lua'], arguments: ['5'] })).toBe('5');
    expect(await redis.hSet('hash', { a: '1', b: '2' })).toBe(2);
    expect(await redis.hGetAll('hash')).toEqual({ a: '1', b: '2' });
    const counted = await Promise.all(Array.from({ length: 1000 }, () => redis.incr('counter')));
    expect(counted).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    for (let index = 0; index < 300; index++) redis.set(`scan:${index}`, '1');
    const found = [];
    for await (const keys of redis.scanIterator({ MATCH: 'scan:*', COUNT: 50 })) found.push(...keys);
    expect(new Set(found).size).toBe(300);
  });

  test('pub/sub', async () => {
    const [publisher, subscriber] = [await client(), await client()];
    const heard: string[] = [];
    await subscriber.subscribe('orders', (message) => heard.push(message));
    expect(await publisher.publish('orders', 'latte')).toBe(1);
    await vi.waitFor(() => expect(heard).toEqual(['latte']));
  });

  test('a value of 5 MB comes back whole', async () => {
    const redis = await client();
    const value = Buffer.alloc(5_000_000, 'ab').toString();
    await redis.set('large', value);
    expect(await redis.get('large')).toBe(value);
  });
});

test('clients that vanish leave the others served', async () => {
  for (let index = 0; index < 20; index++) {
    const socket = connect(store.port, store.host);
    await once(socket, 'connect');
    socket.write('*2\r\n$3\r\nGET\r\n$5\r\nhal');
    socket.resetAndDestroy();
  }
  expect(cli('PING')).toBe('PONG');
});

test('MONITOR shows what others ask', async () => {
  const socket = connect(store.port, store.host);
  let seen = '';
  socket.on('data', (chunk) => {
    seen += chunk;
  });
  socket.write('MONITOR\r\n');
  await vi.waitFor(() => expect(seen).toBe('+OK\r\n'));
  cli('GET', 'watched');
  await vi.waitFor(() => expect(seen).toMatch(/"GET" "watched"/i));
  socket.destroy();
});

test('redis-cli: ECHO, several databases, and the version that it reports', () => {
  expect(cli('ECHO', 'still here')).toBe('still here');
  cli('-n', '3', 'SET', 'elsewhere', '1');
  expect(cli('EXISTS', 'elsewhere')).toBe('0');
  expect(cli('INFO', 'server')).toContain(`redis_version:${store.version}`);
});

test('it listens on 127.0.0.1 only, and not at all once closed', async () => {
  const [elsewhere] = await once(connect(store.port, '127.0.0.2'), 'error');
  expect(elsewhere.code).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/);
  const other = await openEmbeddedRedis();
  expect(other.port).not.toBe(store.port);
  await Promise.all([other.close(), other.close()]);
  const socket = connect(other.port, other.host);
  const [error] = await once(socket, 'error');
  expect(error.code).toBe('ECONNREFUSED');
});

function cli(...args: string[]): string {
  return execFileSync('redis-cli', ['-u', store.url, ...args], { encoding: 'utf8' }).trim();
}
