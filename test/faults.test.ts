import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, vi } from 'vitest';
import {
  hasPostgres,
  type PostgresServer,
  startPostgresServer,
} from '../src/lab/stores/url/testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from '../src/lab/stores/url/testing/redis-server.js';
import { nothingLeft } from './home.js';
import { answer, play, promptOf, untilPrompt } from './play.js';
import { cli, type Result, run, start, test, tutorial } from './program.js';
import { openRelay, type Relay } from './relay.js';

/** It is to be said within 5 s; on a machine that others use, too, this is a bound for hanging. */
const hangsMs = 25_000;

interface Fault {
  readonly name: string;
  happen(): unknown;
  mend(): unknown;
  /** What the learner is told. */
  readonly says: RegExp;
}

describe.skipIf(!hasPostgres || !hasRedis)("when somebody's store fails (needs PostgreSQL and Redis)", () => {
  let postgres: PostgresServer;
  let redis: RedisServer;
  let network: { postgres: Relay; redis: Relay };
  let env: Record<string, string>;

  beforeAll(async () => {
    postgres = await startPostgresServer();
    redis = await startRedisServer({ settings: { requirepass: 'old' } });
    await postgres.sql("CREATE ROLE anna LOGIN PASSWORD 'old'");
    await postgres.sql('CREATE DATABASE shop OWNER anna');
    network = { postgres: await openRelay(postgres.port), redis: await openRelay(redis.port) };
    env = {
      CACHE_TUTORIAL_POSTGRES_URL: `postgres://anna:old@127.0.0.1:${network.postgres.port}/shop?sslmode=disable`,
      CACHE_TUTORIAL_REDIS_URL: `redis://:old@127.0.0.1:${network.redis.port}/0`,
      CACHE_TUTORIAL_NAME: 'anna',
    };
  });
  // Each learner is new, and what another has made is not theirs.
  beforeEach(async () => {
    await postgres.sql('DROP SCHEMA IF EXISTS cache_tutorial_anna CASCADE', 'shop');
    await redis.cli(['FLUSHALL'], ['-a', 'old']);
  });
  afterAll(async () => {
    network?.postgres.cut();
    network?.redis.cut();
    await Promise.all([postgres?.close(), redis?.close()]);
  });

  const endSessions = () =>
    postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'anna'");
  /** PostgreSQL is several processes. */
  const signalPostgres = (signal: NodeJS.Signals) => {
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postgres.pid)], { encoding: 'utf8' });
    for (const pid of [postgres.pid, ...children.trim().split(/\s+/).map(Number)]) process.kill(pid, signal);
  };

  const faults: Fault[] = [
    {
      name: 'PostgreSQL stops',
      happen: () => postgres.stop('SIGQUIT'),
      mend: () => postgres.start(),
      says: /closed the connection at once: check that it is the port of PostgreSQL/,
    },
    {
      name: 'Redis stops',
      happen: () => redis.stop(),
      mend: () => redis.start(),
      says: /closed the connection at once: check that it is the port of Redis/,
    },
    {
      name: 'PostgreSQL goes silent',
      happen: () => signalPostgres('SIGSTOP'),
      mend: () => signalPostgres('SIGCONT'),
      says: /accepted the connection and said nothing for \d/,
    },
    {
      name: 'Redis goes silent',
      happen: () => process.kill(redis.pid, 'SIGSTOP'),
      mend: () => process.kill(redis.pid, 'SIGCONT'),
      says: /accepted the connection and said nothing for \d/,
    },
    {
      name: 'the network to PostgreSQL is cut',
      happen: () => network.postgres.cut(),
      mend: () => network.postgres.mend(),
      says: /Nobody listens at 127\.0\.0\.1:\d+: start PostgreSQL there/,
    },
    {
      name: 'the network to Redis is cut',
      happen: () => network.redis.cut(),
      mend: () => network.redis.mend(),
      says: /Nobody listens at 127\.0\.0\.1:\d+: start Redis there/,
    },
    {
      name: 'the password of PostgreSQL is another',
      happen: () => postgres.sql("ALTER ROLE anna PASSWORD 'new'").then(endSessions),
      mend: () => postgres.sql("ALTER ROLE anna PASSWORD 'old'"),
      says: /does not accept this password for anna/,
    },
    {
      name: 'the password of Redis is another',
      happen: async () => {
        await redis.cli(['CONFIG', 'SET', 'requirepass', 'new'], ['-a', 'old']);
        await redis.cli(['CLIENT', 'KILL', 'TYPE', 'normal'], ['-a', 'new']);
      },
      mend: () => redis.cli(['CONFIG', 'SET', 'requirepass', 'old'], ['-a', 'new']),
      says: /does not accept (this|the) password/,
    },
    {
      name: 'PostgreSQL has no connection left',
      happen: () => postgres.sql('ALTER ROLE anna CONNECTION LIMIT 0').then(endSessions),
      mend: () => postgres.sql('ALTER ROLE anna CONNECTION LIMIT -1'),
      says: /has no connection left/,
    },
    {
      name: 'PostgreSQL can only be read',
      happen: () => postgres.sql('ALTER ROLE anna SET default_transaction_read_only = on').then(endSessions),
      mend: () => postgres.sql('ALTER ROLE anna RESET default_transaction_read_only'),
      says: /is set to read only, as managed services do when the disk is full/,
    },
  ];

  test.for(faults)(
    '$name: a lesson that runs alone says so, and ends',
    async ({ happen, mend, says }, { home }) => {
      const running = start(home, [process.execPath, cli, 'lesson', '2', '--json', '--yes'], env);
      await vi.waitUntil(() => running.stdout().split('"type":"request"').length > 2, { timeout: 60_000 });
      await happen();
      try {
        const result = await within(hangsMs, running.result);
        expect(result).toMatchObject({
          code: 3,
          stderr: expect.stringMatching(/^cache-tutorial: [^\n]*\n$/),
        });
        expect(result.stderr).toMatch(says);
        for (const line of result.stdout.trimEnd().split('\n')) JSON.parse(line);
      } finally {
        await mend();
      }
      await nothingLeft(home);
    },
  );

  const seen = ['PostgreSQL stops', 'Redis stops', 'PostgreSQL goes silent', 'the network to Redis is cut'];

  test.for(faults.filter(({ name }) => seen.includes(name)))(
    '$name: a learner is told so, and goes on when it is back',
    async (fault, { home }) => {
      const terminal = tutorial(home, ['lesson', '2', '--yes'], { env });
      await play(terminal, 'GET ');
      await answer(terminal, '\r');
      await play(terminal, 'GET ');
      await fault.happen();
      try {
        await answer(terminal, '\r');
        await terminal.until(
          () => /Enter {2}try again/.test(terminal.lastLine) && promptOf(terminal) !== null,
        );
        expect(terminal.text.replace(/\s+/g, ' ')).toMatch(fault.says);
        // It is not back yet.
        await answer(terminal, '\r');
        await untilPrompt(terminal);
        expect(terminal.lastLine).toMatch(/^Enter {2}try again/);
      } finally {
        await fault.mend();
      }
      await play(terminal);
      expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
      expect(terminal.text).not.toContain('✘ the');
      expect((await run(home, ['list'])).stdout).toMatch(/ cache .* done \d{4}-\d\d-\d\d/);
      await nothingLeft(home);
    },
  );

  test('who leaves instead goes on at that scene another time', async ({ home }) => {
    const first = tutorial(home, ['lesson', '2', '--yes'], { env });
    await play(first, '3 of ');
    await answer(first, '\r');
    await play(first, 'GET ');
    network.redis.cut();
    await answer(first, '\r');
    await first.until(() => /Enter {2}try again/.test(first.lastLine) && promptOf(first) !== null);
    await answer(first, 'q');
    expect(await first.exit()).toEqual({ code: 0, signal: 0 });
    await network.redis.mend();
    await nothingLeft(home);
    const second = tutorial(home, ['lesson', '2'], { env });
    await second.until(/── 3 of \d ──/);
    expect(second.text).toMatch(/Scenes\s+1\s+to\s+2\s+have\s+been\s+replayed/);
    await untilPrompt(second);
    await answer(second, 'q');
    expect(await second.exit()).toEqual({ code: 0, signal: 0 });
  });

  // A restart of this Redis loses its entries, and the lesson shows that it did.
  test('a restart of PostgreSQL between two steps costs a further Enter at most', async ({ home }) => {
    const terminal = tutorial(home, ['lesson', '2', '--yes'], { env });
    await play(terminal, 'GET ');
    await answer(terminal, '\r');
    await play(terminal, 'GET ');
    await postgres.stop();
    await postgres.start();
    await play(terminal);
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.text).not.toContain('✘ the');
  });

  describe.skipIf(!canMount())('with a disk of its own for PostgreSQL (needs root, to mount one)', () => {
    let disk: string;
    beforeAll(async () => {
      disk = mountDisk(80);
      await postgres.sql(`CREATE TABLESPACE small LOCATION '${disk}'`);
      await postgres.sql('ALTER ROLE anna SET default_tablespace = small');
      await postgres.sql('GRANT CREATE ON TABLESPACE small TO anna');
    });
    afterAll(async () => {
      await postgres.sql('ALTER ROLE anna RESET default_tablespace');
      await postgres.sql('DROP SCHEMA IF EXISTS cache_tutorial_anna CASCADE', 'shop');
      await postgres.sql('DROP TABLESPACE small');
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    });

    /** Fills the disk, and the last page of the orders, too. */
    async function fill(): Promise<void> {
      spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filler')}`, 'bs=64k'], { stdio: 'ignore' });
      const order =
        "INSERT INTO cache_tutorial_anna.orders (drink, size, price_cents) VALUES ('filter', 'small', 1)";
      await expect(
        postgres.sql(`DO $$ BEGIN LOOP ${order}; COMMIT; END LOOP; END $$`, 'shop'),
      ).rejects.toThrow('No space left on device');
    }

    test('a full disk is what a POST that fails is explained by', async ({ home }) => {
      const terminal = tutorial(home, ['lesson', '4', '--yes'], { env });
      await play(terminal, 'POST ');
      await fill();
      await answer(terminal, '\r');
      await terminal.until(() => /Enter {2}try again/.test(terminal.lastLine) && promptOf(terminal) !== null);
      expect(terminal.text.replace(/\s+/g, ' ')).toMatch(
        /PostgreSQL at 127\.0\.0\.1:\d+ cannot write, since its disk is full \(could not extend file .*\): make room there\./,
      );
      rmSync(path.join(disk, 'filler'));
      await play(terminal);
      expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
      expect(terminal.text).not.toContain('✘ the');
    });

    test('a disk too small for the shop’s data is told of, and what was begun there is cleaned up', async ({
      home,
    }) => {
      spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filler')}`, 'bs=64k', 'count=800'], {
        stdio: 'ignore',
      });
      const { code, stderr } = await run(home, ['lesson', '1', '--json', '--yes'], env);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(/its disk is full .* make room there\.\n$/),
      });
      expect((await run(home, ['clean'], env)).stdout).toMatch(/^removed +schema cache_tutorial_anna/);
      rmSync(path.join(disk, 'filler'));
    });
  });
});

/** What is awaited, or the failure that it hangs. */
async function within(limitMs: number, result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It hangs.')), limitMs);
  });
  return Promise.race([result, limit]).finally(() => clearTimeout(timer));
}

/** Whether a disk of a given size can be made here. */
function canMount(): boolean {
  if (process.platform !== 'linux' || !hasPostgres || !hasRedis) return false;
  try {
    const disk = mountDisk(1);
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Mounts an empty disk of so many MB, and returns its folder, which PostgreSQL may write to. */
function mountDisk(sizeMb: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'disk-'));
  try {
    execFileSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${sizeMb}m,uid=65534,gid=65534,mode=700`, 'tmpfs', folder],
      {
        stdio: 'ignore',
      },
    );
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}
