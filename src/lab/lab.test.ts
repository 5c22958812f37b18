import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from './lab.js';
import { openLab } from './open.js';

const cacheDir = mkdtempSync(path.join(tmpdir(), 'lab-test-'));
const count = { method: 'GET', path: '/orders/count?drink=latte' };
const latteWatch = {
  label: 'latte orders',
  truth: "SELECT count(*) FROM orders WHERE drink = 'latte'",
  key: 'orders:count:latte',
};
afterAll(() => rmSync(cacheDir, { recursive: true }));

describe('a lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ cacheDir });
  }, 120_000);
  afterAll(() => lab.close());

  test('a cached count: from the request through both stores to a stale key', async () => {
    const servers = await lab.startServers('cache', 2);
    expect(servers.map(({ name, variant }) => [name, variant])).toEqual([
      ['A', 'cache'],
      ['B', 'cache'],
    ]);
    expect(lab.servers).toEqual(servers);

    lab.watch([latteWatch]);
    expect(await lab.snapshot()).toMatchObject({ agreement: 'empty', redis: { keys: [], more: 0 } });

    const miss = await lab.request(count);
    expect(miss).toMatchObject({ status: 200, headers: { 'x-cache': 'miss' } });
    expect(miss.wire.map(({ store, source, statement }) => [store, source, statement.split(' ')[0]])).toEqual(
      [
        ['redis', 'A', 'GET'],
        ['postgres', 'A', 'SELECT'],
        ['redis', 'A', 'SET'],
      ],
    );
    expect(miss.wire.every((event) => event.startMs >= miss.startMs)).toBe(true);

    const hit = await lab.request(count, 'B');
    expect(hit).toMatchObject({ body: miss.body, headers: { 'x-cache': 'hit' } });
    expect(hit.wire.map(({ store, source }) => [store, source])).toEqual([['redis', 'B']]);

    const fresh = await lab.snapshot();
    expect(fresh).toMatchObject({
      agreement: 'fresh',
      redis: { keys: [{ key: 'orders:count:latte', type: 'string', ttlMs: null, change: 'added' }] },
    });

    const inserted = await lab.sql(
      "INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'small', 280)",
    );
    expect(inserted).toMatchObject({ command: 'INSERT 0 1', rows: [] });
    const stale = await lab.snapshot();
    expect(stale.agreement).toBe('stale');
    expect(stale.postgres.newest).toMatchObject({ drink: 'latte', size: 'small', change: 'added' });
    expect(stale.postgres.watched[0]?.change).toBe('changed');
    expect(Number(stale.comparisons[0]?.truth)).toBe(Number(stale.comparisons[0]?.cached) + 1);

    expect(await lab.redisCommand('DEL orders:count:latte')).toMatchObject({ reply: '(integer) 1' });
    // Who asks for the names, as completion does, has seen no change.
    expect(await lab.keys()).toEqual([]);
    const gone = await lab.snapshot();
    expect(gone.agreement).toBe('empty');
    expect(gone.redis.keys).toMatchObject([{ key: 'orders:count:latte', change: 'removed' }]);
    expect((await lab.snapshot()).redis.keys).toEqual([]);
  });

  test('sql answers with what psql would show', async () => {
    const { columns, rows, command } = await lab.sql(
      "SET TIME ZONE 'UTC'; SELECT true AS yes, null AS nothing, 1.50 AS price, timestamptz '2026-01-02 03:04:05+00' AS at, '{}'::int[] AS list",
    );
    expect(columns).toEqual(['yes', 'nothing', 'price', 'at', 'list']);
    expect(rows).toEqual([['t', null, '1.50', '2026-01-02 03:04:05+00', '{}']]);
    expect(command).toBe('SELECT 1');
    expect((await lab.sql('CREATE TEMPORARY TABLE t (a int)')).command).toBe('CREATE TABLE');
    await expect(lab.sql('SELECT * FROM nowhere')).rejects.toThrow('relation "nowhere" does not exist');
    expect((await lab.sql('SELECT 1')).rows).toEqual([['1']]);
  });

  test('other types in Redis are shown in brief, and never agree', async () => {
    await lab.redisCommand('FLUSHALL');
    lab.watch([{ ...latteWatch, key: 'hash' }]);
    await lab.redisCommand('HSET hash drink latte count 5');
    await lab.redisCommand('RPUSH list a b');
    await lab.redisCommand('SADD set y x');
    await lab.redisCommand('ZADD zset 2 b 1 a');
    await lab.redisCommand('XADD stream * drink latte');
    await lab.redisCommand('SET string text PX 60000');
    const { redis, comparisons, agreement } = await lab.snapshot();
    expect(redis.keys.map(({ key, type, value }) => [key, type, value])).toEqual([
      ['hash', 'hash', '{ drink: latte, count: 5 }'],
      ['list', 'list', '[ a, b ]'],
      ['set', 'set', '{ x, y }'],
      ['stream', 'stream', '1 entries'],
      ['string', 'string', 'text'],
      ['zset', 'zset', '{ a: 1, b: 2 }'],
    ]);
    expect(redis.keys.find(({ key }) => key === 'string')?.ttlMs).toBeGreaterThan(50_000);
    expect(agreement).toBe('stale');
    expect(comparisons[0]?.cached).toBe('{ drink: latte, count: 5 }');
    await lab.redisCommand('FLUSHALL');
  });

  test('of many keys 200 are listed, with the watched one among them', async () => {
    lab.watch([{ ...latteWatch, key: 'watched' }]);
    await lab.redisCommand("EVAL \"for i = 1, 500 do redis.call('SET', 'key:' .. i, i) end\" 0");
    await lab.redisCommand('SET watched 1');
    const { redis, comparisons } = await lab.snapshot();
    expect(redis.keys.length).toBe(200);
    expect(redis.more).toBe(301);
    expect(comparisons[0]?.cached).toBe('1');
    expect((await lab.snapshot()).redis.keys.every(({ change }) => change === 'same')).toBe(true);
    await lab.redisCommand('FLUSHALL');
  });

  test('a variant that there is not is refused with those that there are', async () => {
    await expect(lab.startServers('nonsense')).rejects.toThrow(/no variant "nonsense".*cache, .*no-cache/);
  });

  test('a copy that there is not is refused with those that run', async () => {
    await lab.startServers('no-cache', 1);
    await expect(lab.request(count, 'C')).rejects.toThrow(/no server C.*Running: A/);
  });

  test('reset: both stores are as they were opened, at the same addresses, whatever was left open', async () => {
    const { postgres, redis } = lab;
    await lab.startServers('cache');
    await lab.request(count);
    await lab.redisCommand('SELECT 3');
    await lab.redisCommand('SET elsewhere 1');
    await lab.sql('BEGIN');
    await lab.sql('DROP TABLE orders');
    await lab.reset();
    expect(lab.servers).toEqual([]);
    expect((await lab.sql('SELECT count(*), max(id) FROM orders')).rows).toEqual([['500000', '500000']]);
    expect((await lab.redisCommand('INFO keyspace')).reply).not.toMatch(/^db\d/m);
    expect([lab.postgres, lab.redis]).toEqual([postgres, redis]);
    await lab.startServers('cache');
    expect(await lab.request(count)).toMatchObject({ status: 200, headers: { 'x-cache': 'miss' } });
  });
});
