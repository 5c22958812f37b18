import { createConnection } from 'node:net';
import { createClient } from 'redis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tap, WireEvent } from './event.js';
import { openTap } from './tap.js';
import { redisProgram, startRedis, type TestServer } from './testing/servers.js';
import { until } from './testing/wait.js';

/** These need a real Redis: install redis-server or valkey-server to run them. */
const real = test.skipIf(redisProgram() === undefined);

let server: TestServer;
let tap: Tap;
let port: number;
let events: WireEvent[] = [];

beforeAll(async () => {
  if (!redisProgram()) return;
  server = await startRedis();
  tap = openTap({ store: 'redis', upstream: { path: server.path } });
  tap.subscribe((event) => events.push(event));
  port = (await tap.listen('A')).port;
});

afterAll(async () => {
  await tap?.close();
  await server?.close();
});

async function client(RESP: 2 | 3 = 3) {
  const redis = createClient({ RESP, url: `redis://127.0.0.1:${port}` });
  redis.on('error', () => undefined);
  await redis.connect();
  await redis.flushAll();
  await until('FLUSHALL is seen', () => events.at(-1)?.statement === 'FLUSHALL');
  events = [];
  return redis;
}

const seen = () => events.map(({ text, reply }) => `${text} → ${reply}`);

real.each([2, 3] as const)('shows what node-redis sends, in RESP%i', async (RESP) => {
  const redis = await client(RESP);
  await redis.set('orders:count:latte', 124873, { expiration: { type: 'EX', value: 60 } });
  await redis.get('orders:count:latte');
  await redis.get('none');
  await redis.multi().incr('n').lPush('l', ['a', 'b']).exec();
  await redis.hSet('h', { a: '1', b: '{"z": 1}' });
  await redis.hGetAll('h');
  await redis.sendCommand(['GET']).catch(() => undefined);
  expect(seen()).toEqual([
    'SET orders:count:latte 124873 EX 60 → OK',
    'GET orders:count:latte → "124873"',
    'GET none → (nil)',
    'MULTI → OK',
    'INCR n → QUEUED',
    'LPUSH l a b → QUEUED',
    'EXEC → 2 items',
    `HSET h a 1 b '{"z": 1}' → (integer) 2`,
    RESP === 3 ? 'HGETALL h → 2 fields' : 'HGETALL h → 4 items',
    "GET → (error) ERR wrong number of arguments for 'get' command",
  ]);
  expect(events.map(({ failed }) => failed)).toEqual([...Array(9).fill(false), true]);
  expect(events[0]).toMatchObject({ store: 'redis', source: 'A', statement: 'SET' });
  expect(tap.pending).toBe(0);
  await redis.close();
});

real('a blocking command is pending until another client wakes it', async () => {
  const [waiting, other] = [await client(), await client()];
  const popped = waiting.blPop('queue', 0);
  await until('BLPOP is pending', () => tap.pending === 1);
  await other.lPush('queue', 'job');
  expect(await popped).toEqual({ key: 'queue', element: 'job' });
  await until('both are seen', () => events.length === 2);
  expect(seen().sort()).toEqual(['BLPOP queue 0 → 2 items', 'LPUSH queue job → (integer) 1']);
  expect(new Set(events.map(({ connection }) => connection)).size).toBe(2);
  waiting.destroy();
  other.destroy();
});

real.each([2, 3] as const)('messages of pub/sub are no replies, in RESP%i', async (RESP) => {
  const [subscriber, other] = [await client(RESP), await client()];
  const messages: string[] = [];
  await subscriber.subscribe(['news', 'more'], (message) => messages.push(message));
  await other.publish('news', 'hello');
  await until('it is delivered', () => messages.length === 1);
  await subscriber.unsubscribe();
  await subscriber.get('a');
  expect(seen()).toEqual([
    'subscribe news more → 3 items',
    'PUBLISH news hello → (integer) 1',
    'unsubscribe → 3 items',
    'GET a → (nil)',
  ]);
  subscriber.destroy();
  other.destroy();
});

real('what is pending is forgotten when its connection ends', async () => {
  const redis = await client();
  redis.blPop('never', 0).catch(() => undefined);
  await until('BLPOP is pending', () => tap.pending === 1);
  redis.destroy();
  await until('nothing is', () => tap.pending === 0);
  expect(seen()).toEqual([]);
});

real('5 MB go both ways unchanged, and 1000 commands in one write', async () => {
  const redis = await client();
  const value = Array.from({ length: 500_000 }, (_, index) => String(index).padStart(10)).join('');
  await redis.set('big', value);
  expect((await redis.get('big')) === value).toBe(true);
  const counts = await Promise.all(Array.from({ length: 1000 }, () => redis.incr('n')));
  expect(counts).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(events.filter(({ statement }) => statement === 'INCR').length).toBe(1000);
  await redis.close();
});

real('MONITOR passes, unread', async () => {
  const before = tap.unobserved;
  const redis = await client();
  const lines: string[] = [];
  await redis.monitor((line) => lines.push(String(line)));
  const other = await client();
  await other.get('watched');
  await until('it is monitored', () => lines.some((line) => line.includes('watched')));
  expect(tap.unobserved).toBe(before + 1);
  redis.destroy();
  other.destroy();
});

real('a half-closed client still gets its replies', async () => {
  const socket = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.end(`${'SET a 1\r\n'.repeat(2000)}QUIT\r\n`);
  await until('the other half is closed', () => socket.readableEnded);
  expect(Buffer.concat(chunks).toString()).toBe('+OK\r\n'.repeat(2001));
});
