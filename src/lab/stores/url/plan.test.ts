import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteClaim } from './claims.js';
import { newMark } from './owner.js';
import { parsePostgresUrl } from './parse-postgres.js';
import { parseRedisUrl } from './parse-redis.js';
import { planPostgres, planRedis } from './plan.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from './testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from './testing/redis-server.js';

const owner = { id: 'id-of-anna', name: 'anna' };
const mark = 'cache-tutorial:owner';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'plan-'));
});
afterEach(() => {
  // Planning writes nothing, here as there.
  expect(readdirSync(dataDir).filter((name) => name !== 'claims')).toEqual([]);
  rmSync(dataDir, { recursive: true });
});

describe.skipIf(!hasRedis)('which logical database to use (needs Redis)', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(() => server.cli(['FLUSHALL']));
  afterAll(() => server?.close());

  const place = () => `127.0.0.1:${server.port}`;
  const claim = (database: number) => ({ product: 'redis', place: place(), what: String(database) }) as const;
  const plan = async (rest = '', who = owner) => {
    const address = parseRedisUrl(`redis://${place()}${rest}`);
    const { store, toClaim } = await planRedis(address, { owner: who, dataDir });
    return { database: store.address.database, toClaim };
  };
  const set = (database: number, key: string, value = 'theirs') =>
    server.cli(['-n', String(database), 'SET', key, value]);

  test('of an empty Redis 0, or that which the URL names, once it is agreed to', async () => {
    expect(await plan()).toEqual({ database: 0, toClaim: [claim(0)] });
    expect(await plan('/5')).toEqual({ database: 5, toClaim: [claim(5)] });
    expect(await server.cli(['INFO', 'keyspace'])).toBe('# Keyspace');
  });

  test('a Redis with keys anywhere is refused, with one that is empty', async () => {
    await set(1, 'a');
    await set(1, 'b');
    await set(0, 'c');
    await expect(plan()).rejects.toThrow(
      `The Redis at ${place()} is not empty: there are keys in the logical databases 0 (1), 1 (2). ` +
        'Say which empty one the tutorial may use, by its number at the end of the URL: …/2',
    );
    expect(await plan('/2')).toEqual({ database: 2, toClaim: [claim(2)] });
  });

  test('one that is named and not empty is refused', async () => {
    await set(2, 'a');
    await expect(plan('/2')).rejects.toThrow(
      "Redis' logical database 2 holds keys that are not the tutorial's: choose one that is empty, " +
        'by its number at the end of the URL: redis://…/3.',
    );
  });

  test('one of another learner is refused', async () => {
    await set(0, mark, newMark({ id: 'id-of-ben', name: 'ben' }));
    await expect(plan('/0')).rejects.toThrow("Redis' logical database 0 is in use by another learner, ben: ");
    await expect(plan()).rejects.toThrow('is not empty');
  });

  test('the one that was used before is used again, without asking', async () => {
    noteClaim(dataDir, claim(7));
    await set(0, 'theirs');
    await set(7, mark, newMark(owner));
    expect(await plan()).toEqual({ database: 7, toClaim: [] });
    expect(await plan('/8')).toEqual({ database: 8, toClaim: [claim(8)] });
    noteClaim(dataDir, claim(8));
    await expect(plan()).rejects.toThrow('is not empty');
    expect(await plan('/8')).toEqual({ database: 8, toClaim: [] });
  });

  test('our own mark is recognised where the note of it is lost', async () => {
    await set(4, mark, newMark(owner));
    expect(await plan('/4')).toEqual({ database: 4, toClaim: [claim(4)] });
  });

  test('one that the server does not have is told of', async () => {
    await expect(plan('/16')).rejects.toThrow(/16/);
  });
});

describe.skipIf(!hasPostgres)('which schema to make (needs PostgreSQL)', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
    for (const role of ['teacher', 'guest']) await server.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'chalk'`);
    await server.sql('CREATE DATABASE shop OWNER teacher');
    await server.sql('CREATE SCHEMA cache_tutorial_foreign; CREATE SCHEMA cache_tutorial_ben', 'shop');
    const ben = newMark({ id: 'id-of-ben', name: 'ben' });
    await server.sql(`COMMENT ON SCHEMA cache_tutorial_ben IS '${ben}'`, 'shop');
  });
  afterAll(() => server?.close());

  const plan = async (name: string, user = 'teacher') => {
    const address = parsePostgresUrl(`postgres://${user}:chalk@127.0.0.1:${server.port}/shop`);
    return (await planPostgres(address, { owner: { ...owner, name }, dataDir })).toClaim;
  };
  const claim = (name: string) =>
    ({
      product: 'postgres',
      place: `127.0.0.1:${server.port}/shop`,
      what: `cache_tutorial_${name}`,
    }) as const;

  test('the learner’s own, once it is agreed to', async () => {
    expect(await plan('anna')).toEqual([claim('anna')]);
    noteClaim(dataDir, claim('anna'));
    expect(await plan('anna')).toEqual([]);
    const made = "SELECT FROM pg_namespace WHERE nspname = 'cache_tutorial_anna'";
    expect(await server.sql(made, 'shop')).toEqual([]);
  });

  test('never another’s', async () => {
    await expect(plan('ben')).rejects.toThrow(
      /^The schema cache_tutorial_ben was made for another learner, ben, on \d{4}-\d\d-\d\d: choose another name/,
    );
    await expect(plan('foreign')).rejects.toThrow(
      'There is a schema cache_tutorial_foreign that the tutorial',
    );
  });

  test('who may make none is told what the owner can do', async () => {
    await expect(plan('anna', 'guest')).rejects.toThrow('GRANT CREATE ON DATABASE shop TO guest;');
  });
});
