import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRedisPrompt, type RedisPrompt } from './redis-prompt.js';
import { openEmbeddedRedis } from './stores/redis/embedded.js';
import type { Store } from './stores/store.js';

let store: Store;
let prompt: RedisPrompt;
beforeAll(async () => {
  store = await openEmbeddedRedis();
  prompt = openRedisPrompt(store);
  await prompt.run('SET text "a \\"quoted\\" \\n café \\x00\\x7f\\\\"');
  await prompt.run('HSET hash one 1 two 2');
  await prompt.run('RPUSH list a b c d e f g h i j k');
});
afterAll(async () => {
  prompt.close();
  await store.close();
});

test.each([
  ['GET', 'text'],
  ['GET', 'absent'],
  ['TTL', 'text'],
  ['SET', 'other', '1'],
  ['HGETALL', 'hash'],
  ['LRANGE', 'list', '0', '-1'],
  ['LRANGE', 'absent', '0', '-1'],
  ['SCAN', '0'],
  ['INCR', 'text'],
  ['NONSENSE'],
  ['EVAL', "return {1, {2, {'a', {}}}, 'b', false, {ok='FINE'}}", '0'],
  ['INFO', 'server'],
  ['TYPE', 'hash'],
])('it answers as redis-cli does: %s %s', async (...args) => {
  const expected = execFileSync('redis-cli', ['-u', store.url, '--no-raw', ...args], { encoding: 'utf8' });
  const line = args.map((arg) => JSON.stringify(arg)).join(' ');
  const { reply, durationMs } = await prompt.run(line);
  expect(reply).toBe(expected.replaceAll('\r', '').replace(/\n$/, ''));
  expect(durationMs).toBeGreaterThan(0);
});

test('MULTI and SELECT hold from line to line', async () => {
  const replies = [];
  for (const line of ['SELECT 2', 'MULTI', 'SET a 1', 'GET a', 'EXEC', 'SELECT 0', 'GET a']) {
    replies.push((await prompt.run(line)).reply);
  }
  expect(replies).toEqual(['OK', 'OK', 'QUEUED', 'QUEUED', '1) OK\n2) "1"', 'OK', '(nil)']);
});

test('what cannot be run says why', async () => {
  await expect(prompt.run('GET "a')).rejects.toThrow(/close the quotes/);
  await expect(prompt.run('  ')).rejects.toThrow(/no command/);
  await expect(prompt.run('SUBSCRIBE orders')).rejects.toThrow(`redis-cli -u ${store.url}`);
});

test('after a QUIT it connects again', async () => {
  expect((await prompt.run('QUIT')).reply).toBe('OK');
  expect((await prompt.run('PING')).reply).toBe('PONG');
});
