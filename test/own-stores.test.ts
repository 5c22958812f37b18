import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from 'vitest';
import { findProgram } from '../src/lab/process/find-program.js';
import { packageRoot } from '../src/package-root.js';
import { type Home, nothingLeft } from './home.js';
import { cli, type Result, run, start, test } from './program.js';
import {
  hasServers,
  postgresPassword,
  redisPassword,
  type SomebodysStores,
  secretCore,
  startSomebodysStores,
} from './somebodys-stores.js';

const schema = 'cache_tutorial_anna';
const database = 3;

describe.skipIf(!hasServers)("stores that are somebody's (needs PostgreSQL, Redis and openssl)", () => {
  let stores: SomebodysStores;
  /** Everything in the stores before the tutorial came. */
  let all: string;

  beforeAll(async () => {
    stores = await startSomebodysStores();
    all = await stores.dump();
  });
  // What a test that failed has left would make the next one fail, too.
  afterEach(async () => {
    await stores.postgres.sql(`DROP SCHEMA IF EXISTS ${schema} CASCADE`, 'shop');
    await stores.redis.cli(['-n', String(database), 'FLUSHDB'], ['-a', redisPassword]);
  });
  afterAll(() => stores?.close());

  /** What the learner has set: the password of PostgreSQL in its URL, that of Redis apart. */
  let settings: Record<string, string>;
  beforeEach(() => {
    const secret = encodeURIComponent(postgresPassword);
    settings = {
      CACHE_TUTORIAL_POSTGRES_URL: `postgres://anna:${secret}@localhost:${stores.postgres.port}/shop?sslmode=verify-full`,
      CACHE_TUTORIAL_REDIS_URL: `rediss://localhost:${stores.redis.port}/${database}`,
      CACHE_TUTORIAL_REDIS_PASSWORD: redisPassword,
      CACHE_TUTORIAL_CA_FILE: stores.certificates.caFile,
      CACHE_TUTORIAL_NAME: 'anna',
    };
  });

  /** Runs the tutorial with these stores, and sees to it that no password is said. */
  async function tutorial(
    home: Home,
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<Result> {
    const result = await run(home, args, { ...settings, ...env });
    expectNoSecret(args.join(' '), result.stdout + result.stderr);
    return result;
  }

  const untouched = async () =>
    expect(await stores.dump({ schemas: 'cache_tutorial_*', databases: [database] })).toBe(allOthers);
  let allOthers: string;
  beforeAll(async () => {
    allOthers = await stores.dump({ schemas: 'cache_tutorial_*', databases: [database] });
  });

  test('nothing is made where nobody can be asked, and nobody has agreed', async ({ home }) => {
    for (const args of [
      ['lesson', '1'],
      ['exercise', '1', '--json'],
      ['serve', 'cache'],
    ]) {
      const { code, stderr } = await tutorial(home, args);
      expect(code).toBe(2);
      expect(stderr).toContain(`This makes the schema ${schema} in localhost:${stores.postgres.port}/shop`);
      expect(stderr).toContain(
        `the logical database ${database} of the Redis at localhost:${stores.redis.port}`,
      );
      expect(stderr).toContain('add --yes if that is right.\n');
    }
    expect(await stores.dump()).toBe(all);
    expect((await tutorial(home, ['clean'])).stdout).toBe(
      'The tutorial has made nothing in stores that are yours.\n',
    );
  });

  test('lessons, exercises and a program that empties Redis leave what is theirs as it was; clean leaves nothing', async ({
    home,
  }) => {
    for (const number of ['1', '2', '3', '4', '5']) {
      // Agreed to once, the learner is not asked again.
      const { code, stdout, stderr } = await tutorial(home, [
        // One of them is recorded, for a report.
        ...['lesson', number, number === '2' ? '--plain' : '--json', '--debug'],
        ...(number === '1' ? ['--yes'] : []),
      ]);
      expect({ number, code, stderr }).toEqual({ number, code: 0, stderr: '' });
      expect(stdout).toMatch(/"type":"end","ok":true|the end: all \d+ expectations held/);
    }
    await untouched();

    const workspace = path.join(home.directory, 'cache-tutorial-exercises/03-ttl');
    mkdirSync(workspace, { recursive: true });
    const lesson = path.join(packageRoot, 'lessons/03-ttl');
    const check = async (program: string) => {
      const text = readFileSync(path.join(lesson, program), 'utf8');
      // The whole of Redis, where the program is content with its own logical database.
      writeFileSync(path.join(workspace, 'server.ts'), text.replace('redis.flushDb()', 'redis.flushAll()'));
      return (await tutorial(home, ['exercise', '3'])).code;
    };
    expect(await check('solution.ts')).toBe(0);
    expect(await check('wrong/flushes-at-start.ts')).toBe(1);
    await untouched();

    expect((await tutorial(home, ['report', '2', '--output', 'report.html'])).code).toBe(0);
    expect((await tutorial(home, ['list', '--json'])).code).toBe(0);
    expectNoSecretIn(home);
    const { code, stdout } = await tutorial(home, ['clean']);
    expect({ code, stdout: stdout.replace(/ +/g, ' ') }).toEqual({
      code: 0,
      stdout:
        `removed schema ${schema} in localhost:${stores.postgres.port}/shop\n` +
        `emptied logical database ${database} of localhost:${stores.redis.port}\n`,
    });
    expect(await stores.dump()).toBe(all);
    await nothingLeft(home);
  });

  test('killed at any moment, it leaves what clean finds, and nothing else', async ({ home }) => {
    const sql = async (text: string) => Number((await stores.postgres.sql(text, 'shop'))[0]?.n ?? 0);
    const orders = (atLeast: number) => async () =>
      (await sql(`SELECT count(*) AS n FROM pg_class WHERE oid = to_regclass('${schema}.orders')`)) === 1 &&
      (await sql(`SELECT count(*) AS n FROM ${schema}.orders`)) >= atLeast;
    const said = (lines: number) => async (out: string) => out.split('\n').length > lines;
    const moments: ((out: string) => Promise<boolean>)[] = [
      async () => (await stores.redis.cli(['-n', String(database), 'DBSIZE'], ['-a', redisPassword])) !== '0',
      async () => (await sql(`SELECT count(*) AS n FROM pg_namespace WHERE nspname = '${schema}'`)) === 1,
      orders(0),
      orders(25_000),
      orders(250_000),
      orders(500_000),
      ...[1, 3, 8, 15, 30].map(said),
    ];
    for (const [index, moment] of moments.entries()) {
      const child = start(home, [process.execPath, cli, 'lesson', '2', '--json', '--yes'], settings);
      let ended = false;
      child.result.then(() => {
        ended = true;
      });
      await vi.waitUntil(async () => ended || (await moment(child.stdout())), {
        timeout: 60_000,
        interval: index % 4,
      });
      process.kill(child.pid, 'SIGKILL');
      expectNoSecret('a run that was killed', JSON.stringify(await child.result));
      await nothingLeft(home);
      await untouched();
      // What is half made is cleaned up, or gone on with.
      if (index % 3 === 2) continue;
      expect((await tutorial(home, ['clean'])).code).toBe(0);
      expect(await stores.dump()).toBe(all);
    }
    const { stdout } = await tutorial(home, ['clean', '--json']);
    for (const line of stdout.trimEnd().split('\n').filter(Boolean)) {
      expect(JSON.parse(line)).toMatchObject({ type: 'cleaned', ok: true, problem: null });
    }
    expect(await stores.dump()).toBe(all);
  });

  test('passwords are nowhere: not on the screen, not in files, not in the list of processes', async ({
    home,
  }) => {
    const serving = start(
      home,
      [process.execPath, cli, 'serve', 'cache', '--json', '--yes', '--debug'],
      settings,
    );
    await vi.waitUntil(() => serving.stdout().includes('"serving"'), { timeout: 60_000 });
    const [url] = /http:\/\/127[^"]*/.exec(serving.stdout()) ?? [];
    expect((await fetch(`${url}/orders/count?drink=latte`)).status).toBe(200);
    expectNoSecret(
      'the list of processes',
      execFileSync('ps', ['axww', '-o', 'args='], { encoding: 'utf8' }),
    );
    for (const args of [['status'], ['status', '--json']]) await tutorial(home, args);
    if (findProgram(['psql'])) {
      const count = await tutorial(home, ['psql', '-At', '-c', 'SELECT count(*) > 0 FROM orders']);
      expect(count).toMatchObject({ code: 0, stdout: 't\n' });
      const processes = await tutorial(home, ['psql', '-c', '\\! ps axww -o args=']);
      expect(processes.stdout).toContain('psql');
    }
    const keys = await tutorial(home, ['redis-cli', 'KEYS', '*']);
    expect(keys.stdout.split('\n')).toContain('orders:count:latte');
    expectNoSecretIn(home);
    process.kill(serving.pid, 'SIGINT');
    const { stdout, stderr } = await serving.result;
    expectNoSecret('serve', stdout + stderr);

    const wrong = { CACHE_TUTORIAL_REDIS_PASSWORD: `${secretCore}-old` };
    const refused = await tutorial(home, ['lesson', '1', '--json', '--debug'], wrong);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('password');
    const mistyped = { CACHE_TUTORIAL_POSTGRES_URL: `postgres://anna:${secretCore}@localhost:port/shop` };
    expect((await tutorial(home, ['lesson', '1', '--debug'], mistyped)).code).toBe(2);
    expect((await tutorial(home, ['clean'])).code).toBe(0);
    expectNoSecretIn(home);
    expect(await stores.dump()).toBe(all);
  });

  test('what cannot be reached is not forgotten by clean', async ({ home }) => {
    expect((await tutorial(home, ['lesson', '1', '--plain', '--yes'])).code).toBe(0);
    const elsewhere = { CACHE_TUTORIAL_REDIS_PASSWORD: 'wrong' };
    const first = await tutorial(home, ['clean'], elsewhere);
    expect(first.code).toBe(3);
    expect(first.stdout).toMatch(
      /^removed +schema cache_tutorial_anna in .*\nleft +logical database 3 of .*password/,
    );
    const second = await tutorial(home, ['clean']);
    expect(second).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^emptied +logical database 3 of/),
    });
    expect(await stores.dump()).toBe(all);
  });
});

function expectNoSecret(where: string, text: string): void {
  for (const secret of [secretCore, Buffer.from(secretCore).toString('hex'), ...base64Forms(secretCore)]) {
    expect(text.includes(secret), `a password in ${where}`).toBe(false);
  }
}

/** What stands in Base64, whatever stands before it: of three ways of dividing the text, the middle. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.from('x'.repeat(before) + text)
      .toString('base64')
      .slice(4, 12),
  );
}

/** Looks through every file of the home, but for the half million orders. */
function expectNoSecretIn({ directory, cacheDir }: Home): void {
  let looked = 0;
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(directory, name);
    if (file.startsWith(path.join(cacheDir, 'postgres')) || !statSync(file).isFile()) continue;
    expectNoSecret(file, readFileSync(file, 'latin1'));
    looked++;
  }
  expect(looked).toBeGreaterThan(0);
}
