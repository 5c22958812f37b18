import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { parse } from 'yaml';
import {
  type Certificates,
  hasOpenssl,
  makeCertificates,
} from '../src/lab/stores/url/testing/certificates.js';
import {
  hasPostgres,
  type PostgresServer,
  startPostgresServer,
} from '../src/lab/stores/url/testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from '../src/lab/stores/url/testing/redis-server.js';
import { packageRoot } from '../src/package-root.js';
import { makeHome } from './home.js';
import { run, test } from './program.js';
import { savedIn } from './setup.js';

test.each([
  [['setup'], 2, /Questions need a terminal.*--postgres-url/],
  [['setup', '--ca-file', 'ca.pem'], 2, /--ca-file belongs to a URL/],
  [['setup', '--save-password'], 2, /--save-password belongs to a URL/],
  [['setup', '--show', '--embedded'], 2, /--show stands alone/],
  [['setup', '--embedded', '--redis-url', 'redis://:geheim@h'], 2, /not both/],
  [['setup', '--forget', '--compose'], 2, /--forget stands alone/],
  [['setup', '--postgres-url', 'geheim'], 2, /begins with postgres:\/\//],
  [['setup', '--redis-url', 'redis://:geheim@h:port'], 2, /cannot be read/],
  [['setup', '--redis-url', 'redis://geheim@127.0.0.1:1'], 2, /has no password/],
  [['setup', '--redis-ulr=redis://:geheim@h'], 2, /unknown option.*redis:\/\/:\*\*\*@h/],
  [['lesson', 'redis://:geheim@h'], 2, /no lesson/],
  [['setup', '--embedded', '--name', 'Anna B'], 2, /lower-case letter/],
  [['setup', '--postgres-url', 'postgres://a:geheim@127.0.0.1:1/b'], 3, /Nobody listens at 127\.0\.0\.1:1/],
  [['setup', '--redis-url', 'redis://:geheim@127.0.0.1:1', '--debug'], 3, /Nobody listens/],
])('%j is refused, and nothing is saved', async (args, code, message) => {
  const home = makeHome();
  try {
    const result = await run(home, args);
    expect(result).toMatchObject({ code, signal: null, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toContain('geheim');
    expect(savedIn(home)).toBeNull();
  } finally {
    await home.remove();
  }
});

test('the embedded stores can be saved, shown and forgotten', async ({ home }) => {
  expect(await run(home, ['setup', '--embedded'])).toMatchObject({ code: 0, stderr: '' });
  expect(savedIn(home)).toEqual({ version: 1, postgres: 'embedded', redis: 'embedded' });
  expect((await run(home, ['setup', '--show'])).stdout).toMatch(
    /^PostgreSQL {2}embedded\nRedis {7}embedded\n/,
  );
  const env = { CACHE_TUTORIAL_REDIS_URL: 'redis://:geheim@h' };
  const warned = (await run(home, ['setup', '--embedded'], env)).stdout;
  expect(warned).toContain('As long as CACHE_TUTORIAL_REDIS_URL is set, that counts more.');
  expect(await run(home, ['setup', '--forget'])).toMatchObject({ code: 0, stderr: '' });
  expect(savedIn(home)).toBeNull();
});

test('the compose file that is printed is that of the package, runs both stores for this machine alone, and is YAML', async ({
  home,
}) => {
  const { stdout } = await run(home, ['setup', '--compose']);
  expect(stdout).toBe(readFileSync(path.join(packageRoot, 'compose.yaml'), 'utf8'));
  const { services } = parse(stdout) as { services: Record<string, { image: string; ports: string[] }> };
  expect(Object.values(services).map(({ image }) => image)).toEqual(['postgres:18', 'valkey/valkey:9']);
  for (const { ports } of Object.values(services))
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+:\d+$/)]);
  // It tells which URLs lead there.
  for (const [, port] of stdout.matchAll(/127\.0\.0\.1:(\d+):/g))
    expect(stdout).toContain(`@localhost:${port}`);
  const { files } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
    files: string[];
  };
  expect(files).toContain('compose.yaml');
});

describe.skipIf(!hasPostgres || !hasRedis || !hasOpenssl())('with stores of the learner', () => {
  let certificates: Certificates;
  let postgres: PostgresServer;
  let redis: RedisServer;
  let urls: { postgres: string; redis: string };

  beforeAll(async () => {
    certificates = makeCertificates();
    postgres = await startPostgresServer({ certificate: certificates.good });
    await postgres.sql("CREATE ROLE anna LOGIN PASSWORD 'geheim'");
    await postgres.sql('CREATE DATABASE shop OWNER anna');
    const tls = { ...certificates.good, caFile: certificates.caFile };
    redis = await startRedisServer({ tls, settings: { requirepass: 'verborgen' } });
    urls = {
      postgres: `postgres://anna:geheim@127.0.0.1:${postgres.port}/shop`,
      redis: `rediss://:verborgen@localhost:${redis.port}/5`,
    };
  });
  afterAll(async () => {
    await postgres?.close();
    await redis?.close();
    certificates?.remove();
  });

  test('both are tried and saved, without their passwords', async ({ home }) => {
    const { caFile } = certificates;
    const args = [
      '--postgres-url',
      urls.postgres,
      '--redis-url',
      urls.redis,
      '--ca-file',
      caFile,
      '--name',
      'anna',
    ];
    const result = await run(home, ['setup', ...args]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^PostgreSQL [\d.]+ at anna@127\.0\.0\.1:\d+\/shop, TLSv1\.3, answers in/m);
    expect(result.stdout).toMatch(/^(Redis|Valkey) [\d.]+ at localhost:\d+\/5, TLSv1\.3, answers in/m);
    expect(result.stdout).toContain('set CACHE_TUTORIAL_POSTGRES_PASSWORD and CACHE_TUTORIAL_REDIS_PASSWORD');
    expect(result.stdout).not.toMatch(/geheim|verborgen/);
    expect(savedIn(home)).toEqual({
      version: 1,
      name: 'anna',
      postgres: { url: urls.postgres.replace(':geheim', ''), caFile },
      redis: { url: urls.redis.replace(':verborgen@', ''), caFile },
    });
    const passwords = {
      CACHE_TUTORIAL_POSTGRES_PASSWORD: 'geheim',
      CACHE_TUTORIAL_REDIS_PASSWORD: 'verborgen',
    };
    const doctor = await run(home, ['doctor'], passwords);
    expect(doctor).toMatchObject({ code: 0, stderr: '' });
    expect(doctor.stdout).toContain('anna@127.0.0.1');
    expect((await run(home, ['doctor'])).code).toBe(3);
  });

  test('a store that is not named keeps its URL and its password', async ({ home }) => {
    const caFile = ['--ca-file', certificates.caFile];
    await run(home, ['setup', '--redis-url', urls.redis, ...caFile, '--save-password']);
    const result = await run(home, ['setup', '--postgres-url', urls.postgres]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(savedIn(home)).toMatchObject({
      postgres: { url: urls.postgres.replace(':geheim', '') },
      redis: { url: urls.redis },
    });
  });

  test('another name is tried, too', async ({ home }) => {
    await postgres.sql('CREATE SCHEMA cache_tutorial_berta', 'shop');
    await run(home, ['setup', '--postgres-url', urls.postgres, '--name', 'anna', '--save-password']);
    const result = await run(home, ['setup', '--name', 'berta']);
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('cache_tutorial_berta');
    expect(savedIn(home)).toMatchObject({ name: 'anna', postgres: { url: urls.postgres } });
  });

  test.each([
    ['a wrong password', () => urls.postgres.replace('geheim', 'falsch'), /password/],
    ['a database that is missing', () => urls.postgres.replace('shop', 'nowhere'), /nowhere/],
  ])('%s is explained, and nothing is saved', async (_, url, message) => {
    const home = makeHome();
    try {
      const result = await run(home, ['setup', '--postgres-url', url()]);
      expect(result.code).toBe(3);
      expect(result.stderr).toMatch(message);
      expect(result.stderr).not.toMatch(/geheim|falsch/);
      expect(savedIn(home)).toBeNull();
    } finally {
      await home.remove();
    }
  });
});
