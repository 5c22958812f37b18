import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis, type RedisConnection } from '../redis/connection.js';
import { keyspace } from '../redis/keyspace.js';
import { markKey, readKeys } from '../redis/read-keys.js';
import {
  emptyDatabase,
  giveBackDatabase,
  lookAtDatabase,
  putMarkBack,
  takeDatabase,
  whoseDatabase,
} from './logical-database.js';
import { hasRedis, type RedisServer, startRedisServer } from './testing/redis-server.js';

const anna = { id: 'id-of-anna', name: 'anna' };
const ben = { id: 'id-of-ben', name: 'ben' };

describe.skipIf(!hasRedis)("a learner's logical database (needs Redis)", () => {
  let server: RedisServer;
  let redis: RedisConnection;
  const database = 3;

  beforeAll(async () => {
    server = await startRedisServer();
    redis = await connectRedis(`redis://127.0.0.1:${server.port}/${database}`);
  });
  afterEach(async () => {
    await redis.send(['FLUSHDB']);
  });
  afterAll(async () => {
    redis?.close();
    await server?.close();
  });

  test('a program that deletes all keys takes the mark with it: it is put back, unless it is there or another’s', async () => {
    await takeDatabase(redis, anna, database);
    const before = await redis.send(['GET', markKey]);
    await putMarkBack(redis, anna);
    expect(await redis.send(['GET', markKey])).toEqual(before);
    await redis.send(['UNLINK', markKey]);
    await redis.send(['SET', 'left', 'over']);
    await putMarkBack(redis, anna);
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'ours' });
    await putMarkBack(redis, ben);
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'ours' });
  });

  test('is taken when it is empty, and is then known as its owner’s alone', async () => {
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'nothing' });
    await takeDatabase(redis, anna, database);
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'ours' });
    expect(await lookAtDatabase(redis, ben)).toMatchObject({
      kind: 'another learner',
      mark: { owner: 'id-of-anna', name: 'anna' },
    });
  });

  test('of two who take it at once, one gets it', async () => {
    const other = await connectRedis(`redis://127.0.0.1:${server.port}/${database}`);
    const taken = await Promise.allSettled([
      takeDatabase(redis, anna, database),
      takeDatabase(other, ben, database),
    ]);
    other.close();
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = taken.find((one) => one.status === 'rejected');
    expect(refusal?.reason.message).toMatch(
      /^Redis' logical database 3 is in use by another learner, (anna|ben): /,
    );
  });

  test('its mark is not shown, nor counted', async () => {
    await takeDatabase(redis, anna, database);
    expect(await readKeys(redis, [markKey])).toEqual({ keys: [], total: 0, marked: true });
    await redis.send(['SET', 'orders:count:latte', '5']);
    const { keys, total } = await readKeys(redis, []);
    expect({ keys: keys.map(({ key }) => key), total }).toEqual({ keys: ['orders:count:latte'], total: 1 });
  });

  test('is emptied of keys of all kinds, names that are no text among them, but keeps its mark', async () => {
    await takeDatabase(redis, anna, database);
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    await redis.send(['MSET', ...Array.from({ length: 1200 }, (_, n) => [`key:${n}`, 'x']).flat()]);
    await redis.send(['SET', bytes, 'x']);
    await redis.send(['HSET', 'hash', 'field', 'value']);
    expect(await emptyDatabase(redis, anna, database)).toBe(1202);
    expect(await keyspace(redis)).toEqual(new Map([[database, 1]]));
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'ours' });
    expect(await giveBackDatabase(redis, anna, database)).toBe(true);
    expect(await keyspace(redis)).toEqual(new Map());
    expect(await giveBackDatabase(redis, anna, database)).toBe(false);
  });

  test("another learner's is neither emptied nor given back", async () => {
    await takeDatabase(redis, anna, database);
    await redis.send(['SET', 'entry', '1']);
    for (const attempt of [emptyDatabase(redis, ben, database), giveBackDatabase(redis, ben, database)]) {
      await expect(attempt).rejects.toThrow('is in use by another learner, anna: choose one that is empty');
    }
    expect(await keyspace(redis)).toEqual(new Map([[database, 2]]));
  });

  test.each([
    ['no mark', []],
    ['a mark that is no JSON', ['SET', markKey, 'ours']],
    ['a mark without an owner', ['SET', markKey, '{"name":"anna"}']],
    ['a mark that is null', ['SET', markKey, 'null']],
    ['a mark of another type', ['HSET', markKey, 'owner', anna.id]],
  ])('one with keys and %s is somebody’s', async (_, mark) => {
    await redis.send(['SET', 'theirs', '1']);
    if (mark.length > 0) await redis.send(mark);
    const before = await keyspace(redis);
    expect(await lookAtDatabase(redis, anna)).toEqual({ kind: 'not the tutorial' });
    const refusal = whoseDatabase({ kind: 'not the tutorial' }, database);
    expect(refusal).toContain('holds keys that are not the tutorial');
    for (const attempt of [emptyDatabase(redis, anna, database), giveBackDatabase(redis, anna, database)]) {
      await expect(attempt).rejects.toThrow(refusal);
    }
    await expect(takeDatabase(redis, anna, database)).rejects.toThrow(refusal);
    expect(await keyspace(redis)).toEqual(before);
  });
});
