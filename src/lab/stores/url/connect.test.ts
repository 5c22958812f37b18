import dns from 'node:dns';
import { expect, test, vi } from 'vitest';
import type { RedisAddress } from './address.js';
import { connectStore } from './connect.js';
import { openFullPort } from './testing/full-port.js';
import { troubleOf } from './testing/trouble-of.js';

const addressOf = (host: string, port: number): RedisAddress => ({
  product: 'redis',
  endpoint: { host, port },
  encryption: { mode: 'disable' },
});

test('a name that nobody answers for is told from a host that nobody answers at', async () => {
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((() => {}) as unknown as typeof dns.lookup);
  const unknown = await troubleOf(connectStore(addressOf('db.example.com', 6379), { limitMs: 100 }));
  lookup.mockRestore();
  expect(unknown.message).toBe(
    'The name db.example.com cannot be looked up now: check the network of this machine.',
  );
  expect(unknown.kind).toBe('unknown-host');
});

test.skipIf(process.platform !== 'linux')('a host that nobody answers at (needs Linux)', async () => {
  const full = await openFullPort();
  try {
    for (const host of ['127.0.0.1', 'localhost']) {
      const { kind, message } = await troubleOf(connectStore(addressOf(host, full.port), { limitMs: 500 }));
      expect([kind, message]).toEqual(['no-answer', expect.stringContaining('did not answer within 0.5 s')]);
    }
  } finally {
    await full.close();
  }
});
