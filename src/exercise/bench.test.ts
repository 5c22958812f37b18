import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Program } from '../lab/lab.js';
import type { Bench } from './bench.js';
import { check, verdicts } from './testing/attempt.js';
import { openTestLab, type TestLab } from './testing/lab.js';

// Passes on what it is asked for to the stores: one route for each, and one that does not wait for Redis.
const passingOn = `import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import pg from 'pg';
const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL);
process.on('SIGTERM', () => redis.set('asked-to-end', '1').finally(() => process.exit()));
createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { pathname } = new URL(request.url, 'http://any');
  const asked = body === '' ? [] : JSON.parse(body);
  if (pathname === '/sql') for (const sql of asked) await db.query(sql);
  if (pathname === '/redis') for (const [name, ...args] of asked) await redis.call(name, ...args);
  if (pathname === '/later') for (const [name, ...args] of asked) redis.call(name, ...args);
  response.setHeader('x-pid', process.pid);
  response.end(JSON.stringify({ method: request.method, url: request.url, asked }));
  if (pathname === '/busy') setImmediate(() => {
    for (const start = Date.now(); Date.now() - start < 150; );
    redis.set('written-late', '1');
  });
}).listen(process.env.PORT);`;

describe.each([{ embedded: true }, { embedded: false }])('a bench, embedded: $embedded', (options) => {
  let testLab: TestLab;
  let program: Program;
  beforeAll(async () => {
    testLab = await openTestLab(options);
    program = testLab.server('server.ts', passingOn);
  });
  afterAll(() => testLab.close());

  /** Runs it on a bench, and returns what it returns. */
  async function onBench<T>(use: (bench: Bench) => Promise<T>, seed = 'test'): Promise<T> {
    let result: { value: T } | undefined;
    const only = check('only', async (bench) => {
      result = { value: await use(bench) };
      return undefined;
    });
    const { only: verdict } = await verdicts(testLab.lab, program, [only], { seed });
    if (!result) throw new Error(verdict?.failure?.got ?? 'it did not run');
    return result.value;
  }

  test.runIf(process.platform === 'linux')(
    'what a server writes when it has answered is gone when Redis was emptied (needs /proc)',
    async () => {
      const keys = await onBench(async (bench) => {
        await bench.get('/busy');
        await bench.flush();
        await sleep(300);
        return bench.keys();
      });
      expect(keys).toEqual([]);
    },
  );

  test('requests and queries may be made side by side', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on('warning', listen);
    const replies = await onBench((bench) =>
      Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          await bench.sql('SELECT $1::int', [index]);
          return bench.get(`/${index}`);
        }),
      ),
    );
    await sleep(0);
    process.off('warning', listen);
    expect(replies.map(({ json }) => (json as { url: string }).url)).toEqual(
      replies.map((_, index) => `/${index}`),
    );
    expect(warnings).toEqual([]);
  });

  test('a reply has the answer, what crossed the wire, and a line to paste', async () => {
    const [post, get] = await onBench(async (bench) => [
      await bench.post('/sql', [
        'SELECT 1',
        'BEGIN',
        'SELECT * FROM orders',
        "DELETE FROM orders WHERE drink = 'x'",
        'COMMIT',
      ]),
      await bench.get("/orders?drink=it's", 'B'),
    ]);
    expect(post).toMatchObject({ status: 200, json: { method: 'POST', url: '/sql' }, selects: 1, writes: 1 });
    expect(post?.wire.map(({ source, store }) => `${source} ${store}`)).toEqual(Array(5).fill('A postgres'));
    expect(post?.curl).toMatch(
      /^curl -i -X POST -H 'content-type: application\/json' -d '\[.*\]' http:\/\/127.0.0.1:\d+\/sql$/,
    );
    expect(get).toMatchObject({ json: { url: "/orders?drink=it's" }, selects: 0, wire: [] });
    expect(get?.headers['x-pid']).not.toBe(post?.headers['x-pid']);
  });

  test('what a server writes after its answer is found by polling', async () => {
    const found = await onBench(async (bench) => {
      await bench.post('/later', [['SET', 'a', '1']]);
      return bench.until(async () => (await bench.keys()).find(({ key }) => key === 'a'), 30_000);
    });
    expect(found).toMatchObject({ key: 'a', ttlMs: null });
  });

  test('the table is small; drinks are new, and have orders of several sizes and prices', async () => {
    const { all, drinks, counted, unknown, inserted, left } = await onBench(async (bench) => {
      const drinks = [await bench.newDrink(), await bench.newDrink(), await bench.newDrink("O'Neill's 100%")];
      const count = async (name: string) =>
        Number((await bench.sql('SELECT count(*) FROM orders WHERE drink = $1', [name]))[0]?.[0]);
      const counted = [];
      for (const { name } of drinks) counted.push(await count(name));
      const unknown = await count(bench.unknownDrink());
      const inserted = await bench.insertOrder({ drink: 'mine', size: 'large', priceCents: 990 });
      const rows = await bench.sql('SELECT id, drink, size, price_cents FROM orders WHERE drink = $1', [
        'mine',
      ]);
      expect(rows).toEqual([[String(inserted.id), 'mine', 'large', '990']]);
      await bench.deleteOrder(inserted.id);
      const all = Number((await bench.sql('SELECT count(*) FROM orders'))[0]?.[0]);
      return { all, drinks, counted, unknown, inserted, left: await count('mine') };
    });
    expect(all).toBe(200 + counted.reduce((sum, count) => sum + count, 0));
    expect(counted).toEqual(drinks.map(({ orders }) => orders.length));
    expect(new Set(drinks.map(({ name }) => name)).size).toBe(3);
    expect(drinks[2]?.name).toBe("O'Neill's 100%");
    for (const { orders } of drinks) {
      expect(new Set(orders.map(({ size }) => size)).size).toBeGreaterThan(1);
      expect(new Set(orders.map(({ priceCents }) => priceCents)).size).toBe(orders.length);
      const average = orders.reduce((sum, { priceCents }) => sum + priceCents, 0) / orders.length;
      expect(average % 1).toBeGreaterThan(averageMustRoundUp);
    }
    expect(unknown).toBe(0);
    expect(inserted.id).toBeGreaterThan(0);
    expect(left).toBe(0);
  });

  test('orders have their times in the order in which they came', async () => {
    const rows = await onBench(async (bench) => {
      await bench.newDrink();
      await bench.insertOrder({ drink: 'last', size: 'small', priceCents: 1 });
      return bench.sql('SELECT id FROM orders ORDER BY ordered_at, id');
    });
    const ids = rows.map(([id]) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('the same seed, the same drinks', async () => {
    const draw = (seed: string) =>
      onBench(
        async (bench) => [(await bench.newDrink()).name, bench.unknownDrink(), bench.random.integer(1, 1e6)],
        seed,
      );
    const first = await draw('one');
    expect(await draw('one')).toEqual(first);
    expect(await draw('two')).not.toEqual(first);
  });

  test('keys of all logical databases, without the canary; a flush empties them all', async () => {
    const { keys, lives, flushed, livesStill, moved } = await onBench(async (bench) => {
      await bench.post('/redis', [
        ['SET', 'a b', '1'],
        ['SET', 'brief', '1', 'PX', '60000'],
        ['SELECT', '3'],
        ['HSET', 'hash', 'f', 'v'],
        ['SELECT', '0'],
      ]);
      const keys = await bench.keys();
      const lives = await bench.canaryLives();
      await bench.flush();
      const flushed = await bench.keys();
      const livesStill = await bench.canaryLives();
      await bench.post('/redis', [['FLUSHDB']]);
      return { keys, lives, flushed, livesStill, moved: await bench.canaryLives() };
    });
    const sorted = [...keys].sort((a, b) => a.key.localeCompare(b.key));
    expect(sorted).toMatchObject([
      { database: 0, key: 'a b', type: 'string', ttlMs: null },
      { database: 0, key: 'brief', type: 'string' },
      { database: 3, key: 'hash', type: 'hash', ttlMs: null },
    ]);
    expect(sorted[1]?.ttlMs).toBeGreaterThan(30_000);
    expect({ lives, flushed, livesStill, moved }).toEqual({
      lives: true,
      flushed: [],
      livesStill: true,
      moved: false,
    });
  });

  test('a restart ends both copies at once, and starts others on the same ports', async () => {
    const [before, after] = await onBench(async (bench) => {
      const both = async () => [await bench.get('/'), await bench.get('/', 'B')];
      const before = await both();
      await bench.post('/redis', [['SET', 'kept', '1']]);
      await bench.restart();
      expect((await bench.keys()).map(({ key }) => key)).toEqual(['kept']);
      return [before, await both()];
    });
    const pids = [...(before ?? []), ...(after ?? [])].map(({ headers }) => headers['x-pid']);
    expect(new Set(pids).size).toBe(4);
    expect(after?.map(({ curl }) => curl)).toEqual(before?.map(({ curl }) => curl));
  });

  test('a reply of a store can be kept back while other requests go on', async () => {
    const order = await onBench(async (bench) => {
      const order: string[] = [];
      const hold = bench.holdPostgres(({ statement }) => statement.includes('count'));
      const held = bench.post('/sql', ['SELECT count(*) FROM orders']).then(() => order.push('held'));
      await hold.held;
      await bench.post('/redis', [['PING']], 'B');
      order.push('other');
      hold.release();
      await held;
      return order;
    });
    expect(order).toEqual(['other', 'held']);
  });

  test('until polls, and looks once more when time is over', async () => {
    const found = await onBench(async (bench) => {
      let looks = 0;
      const third = await bench.until(async () => (++looks === 3 ? 'third' : undefined), 60_000);
      const never = await bench.until(async () => undefined, 30);
      let slow = true;
      const afterTheLimit = await bench.until(async () => {
        if (!slow) return 'after the limit';
        await sleep(40);
        slow = false;
        return undefined;
      }, 20);
      return { third, never, afterTheLimit };
    });
    expect(found).toEqual({ third: 'third', never: undefined, afterTheLimit: 'after the limit' });
  });
});

/** So that cutting an average off is more than half a cent away from rounding it. */
const averageMustRoundUp = 0.5;
