import { expect, test } from 'vitest';
import type { Store } from '../store.js';
import { hasRedis, type RedisServer, startRedisServer } from '../url/testing/redis-server.js';
import { openEmbeddedRedis } from './embedded.js';
import { lackingCommands } from './lacking.js';

const needs = ['GETEX', 'OBJECT', 'CLIENT TRACKING', 'CLIENT GETNAME', 'CONFIG SET'];

// Its CONFIG SET has no effect, and is not in its help.
test('the embedded Redis lacks what it does not know', async () => {
  const store = await openEmbeddedRedis();
  expect(await lackingCommands(store, needs)).toEqual(['OBJECT', 'CLIENT TRACKING', 'CONFIG SET']);
  await store.close();
});

test.skipIf(!hasRedis)(
  'a real Redis lacks none; one that is shared, what acts on others (needs redis-server)',
  async () => {
    const server: RedisServer = await startRedisServer();
    const store = (kind: Store['kind']) => ({ kind, login: `redis://127.0.0.1:${server.port}` }) as Store;
    expect(await lackingCommands(store('local'), needs)).toEqual([]);
    expect(await lackingCommands(store('url'), needs)).toEqual(['CONFIG SET']);
    await server.close();
  },
);
