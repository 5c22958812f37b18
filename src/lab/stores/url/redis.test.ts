import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSnapshotReader } from '../../snapshot-reader.js';
import type { Store } from '../store.js';
import { parseRedisUrl } from './parse-redis.js';
import { openRedisByUrl } from './redis.js';
import { hasRedis, type RedisServer, startRedisServer } from './testing/redis-server.js';

const owner = { id: 'id-of-anna', name: 'anna' };
const mark = 'cache-tutorial:owner';

describe.skipIf(!hasRedis)('a Redis that is somebody’s, opened (needs Redis)', () => {
  let server: RedisServer;
  let store: Store;
  beforeAll(async () => {
    server = await startRedisServer();
    await server.cli(['SET', 'theirs', '1']);
    store = await openRedisByUrl({
      address: { ...parseRedisUrl(`redis://127.0.0.1:${server.port}`), database: 2 },
      owner,
    });
  });
  afterAll(async () => {
    await store?.close();
    await server?.close();
  });

  const ours = (...command: string[]) => server.cli(['-n', '2', ...command]);

  test('a reset leaves the mark alone in the logical database, and the others as they are', async () => {
    await ours('SET', 'entry', '1');
    await store.reset();
    expect(await ours('KEYS', '*')).toBe(mark);
    expect(await server.cli(['KEYS', '*'])).toBe('theirs');
  });

  test('a mark that is lost is put back with the next look, and what is there stays ours', async () => {
    const nothing = async () => ({ columns: [], rows: [], command: '', durationMs: 0 });
    const reader = openSnapshotReader({ run: nothing, close: async () => {} }, store);
    await ours('SET', 'entry', '1');
    await ours('DEL', mark);
    const { redis } = await reader.read();
    reader.close();
    expect(redis).toMatchObject({ keys: [{ key: 'entry' }], more: 0 });
    expect(JSON.parse(await ours('GET', mark))).toMatchObject({ owner: owner.id });
    await store.reset();
    expect(await ours('KEYS', '*')).toBe(mark);
  });

  test('another learner’s mark in its place is not written over, and what is theirs is left alone', async () => {
    const theirs = JSON.stringify({ owner: 'id-of-ben', name: 'ben', since: new Date().toISOString() });
    await ours('SET', mark, theirs);
    await ours('SET', 'entry', 'of ben');
    await store.putMarkBack?.();
    expect(await ours('GET', mark)).toBe(theirs);
    await expect(store.reset()).rejects.toThrow('in use by another learner, ben');
    expect(await ours('GET', 'entry')).toBe('of ben');
    await ours('DEL', mark, 'entry');
  });
});
