import { setImmediate as soon } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { RedisConnection } from './connection.js';
import { readKeys } from './read-keys.js';

test('a connection that is lost is told once, and none of its errors is left unhandled', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const lost: RedisConnection = {
    open: true,
    send: () => Promise.reject(new Error('lost')),
    close: () => {},
  };
  await expect(readKeys(lost, ['orders:count:latte'])).rejects.toThrow('lost');
  await soon();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
