import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
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
import { expectGivenBack, fromShell } from './from-shell.js';
import { type Home, makeHome, nothingLeft } from './home.js';
import { test, tutorial } from './program.js';
import { choose, savedIn, typeAt } from './setup.js';

const whichPostgres = 'Which PostgreSQL';
const whichRedis = 'Which Redis';
const mayBeSaved = 'May the password be saved';

test('the embedded stores are chosen by Enter, and saved at the end', async ({ home }) => {
  const terminal = tutorial(home, ['setup']);
  await choose(terminal, whichPostgres, 'The embedded one');
  await choose(terminal, whichRedis, 'The embedded one');
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  expect(savedIn(home)).toEqual({ version: 1, postgres: 'embedded', redis: 'embedded' });
  expect(terminal.text).toContain('Saved in ~/config/cache-tutorial/config.json.');
  expect(terminal.cursorVisible).toBe(true);
  await nothingLeft(home);
});

test('Esc goes back a question, and from the first one out of it; nothing is saved', async ({ home }) => {
  const terminal = tutorial(home, ['setup']);
  await choose(terminal, whichPostgres, 'A URL');
  await terminal.until('The URL of your PostgreSQL');
  terminal.type('\x1b');
  await choose(terminal, whichPostgres, 'The embedded one');
  await terminal.until(whichRedis);
  terminal.type('\x1b');
  await terminal.until(whichPostgres);
  terminal.type('\x1b');
  await terminal.until('Nothing has been changed.');
  expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
  expect(savedIn(home)).toBeNull();
});

test.each([40, 80, 120])(
  'at %i columns no line is wrapped but one that is typed or to be pasted',
  async (columns) => {
    const home = makeHome();
    try {
      const terminal = tutorial(home, ['setup'], { columns });
      await choose(terminal, whichPostgres, 'Aiven');
      await terminal.until('The URL of your PostgreSQL');
      terminal.type('nonsense\r');
      await terminal.until('begins with');
      const wrapped = terminal.lines.filter((line) => line.wrapped).map(({ text }) => text.trim());
      expect(wrapped.filter((text) => !/^(avn|python3) |\w:\/\//.test(text))).toEqual([]);
      terminal.press('ctrl-c');
      expect(await terminal.exit()).toEqual({ code: 130, signal: 0 });
      expect(savedIn(home)).toBeNull();
    } finally {
      await home.remove();
    }
  },
);

test('after Ctrl-Z and fg it goes on, and Ctrl-C gives the terminal back as it was', async ({ home }) => {
  const terminal = await fromShell(home, ['setup']);
  await terminal.until(whichPostgres);
  await choose(terminal, whichPostgres, 'A URL');
  await terminal.until('The URL of your PostgreSQL');
  terminal.type('redis://anna:gehe');
  await terminal.until('redis://anna:****');
  terminal.type('\x1a');
  await terminal.until('Stopped');
  terminal.type('fg\r');
  await terminal.until(() => /Stopped.*redis:\/\/anna:\*{4}$/ms.test(terminal.text));
  terminal.type('im');
  await terminal.until('redis://anna:******');
  terminal.press('ctrl-c');
  await terminal.until(() => terminal.lastLine === 'shell$');
  terminal.type('echo "code $?"; stty -a >after; echo really" done"\r');
  await terminal.until('really done');
  expect(terminal.text).toMatch(/^code 130$/m);
  expectGivenBack(terminal, home);
  terminal.type('exit\r');
  await terminal.exit();
  await nothingLeft(home);
});

describe.skipIf(!hasPostgres || !hasRedis || !hasOpenssl())('with stores of the learner', () => {
  let certificates: Certificates;
  let postgres: PostgresServer;
  let redis: RedisServer;

  beforeAll(async () => {
    certificates = makeCertificates();
    postgres = await startPostgresServer({ certificate: certificates.good });
    await postgres.sql("CREATE ROLE anna LOGIN PASSWORD 'geheim'");
    await postgres.sql('CREATE DATABASE shop OWNER anna');
    await postgres.sql('CREATE SCHEMA cache_tutorial_berta', 'shop');
    redis = await startRedisServer({ settings: { requirepass: 'verborgen' } });
    await redis.cli(['SET', 'somebody', 'here'], ['-a', 'verborgen']);
  });
  afterAll(async () => {
    await postgres?.close();
    await redis?.close();
    certificates?.remove();
  });

  const startWith = async (home: Home, url: string) => {
    const terminal = tutorial(home, ['setup'], { columns: 120 });
    await choose(terminal, whichPostgres, 'A URL');
    await typeAt(terminal, 'The URL of your PostgreSQL', url);
    return terminal;
  };

  test('what fails is explained and can be mended in place; no password is ever shown, nor saved unless agreed', async ({
    home,
  }) => {
    const at = `localhost:${postgres.port}`;
    const terminal = await startWith(home, `postgres://anna:falsch@${at}/nowhere?sslmode=require`);
    await typeAt(terminal, 'The password for anna@', 'geheim');
    await terminal.until(/✘ .*nowhere/);
    await typeAt(terminal, 'The URL of your PostgreSQL', `postgres://anna:geheim@${at}/shop?sslmode=require`);
    await terminal.until(/✔ PostgreSQL \d+\.\d+ at anna@localhost:\d+\/shop, TLSv1\.3, answers in/);

    await choose(terminal, whichRedis, 'A URL');
    await typeAt(terminal, 'The URL of your Redis', `redis://localhost:${redis.port}`);
    await typeAt(terminal, 'The password for localhost', 'verborgen');
    // It is not empty: an empty logical database is proposed, and taken by Enter.
    await terminal.until(/✘ .*not empty|✘ .*holds/);
    await terminal.until(`@localhost:${redis.port}/1`);
    terminal.press('enter');
    await terminal.until(/✔ Redis [\d.]+ at localhost:\d+\/1/);

    await typeAt(terminal, 'Your name in this PostgreSQL', 'berta');
    await terminal.until(/✘ .*cache_tutorial_berta/);
    await typeAt(terminal, 'Your name in this PostgreSQL', 'anna');
    await choose(terminal, mayBeSaved, 'No');
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.text).toMatch(
      /without a password: set\s+CACHE_TUTORIAL_POSTGRES_PASSWORD\s+and\s+CACHE_TUTORIAL_REDIS_PASSWORD/,
    );
    expect(savedIn(home)).toEqual({
      version: 1,
      name: 'anna',
      postgres: { url: `postgres://anna@${at}/shop?sslmode=require` },
      redis: { url: `redis://localhost:${redis.port}/1` },
    });
    expect(terminal.raw).not.toMatch(/geheim|falsch|verborgen/);
  });

  test('a certificate that is not trusted: the CA file is asked for, and saved; the password is, when agreed', async ({
    home,
  }) => {
    const url = `postgres://anna:geheim@localhost:${postgres.port}/shop?sslmode=verify-full`;
    const terminal = await startWith(home, url);
    await typeAt(terminal, 'The file with the CA certificate', certificates.caFile);
    await terminal.until('✔ PostgreSQL');
    await choose(terminal, whichRedis, 'The embedded one');
    await typeAt(terminal, 'Your name in this PostgreSQL', 'anna');
    await choose(terminal, mayBeSaved, 'Yes');
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(savedIn(home)?.postgres).toEqual({ url, caFile: certificates.caFile });
    expect(terminal.raw).not.toContain('geheim');
  });

  test('where avn is on PATH, it is asked for services and the URI of one', async ({ home }) => {
    const programs = path.join(home.directory, 'bin');
    mkdirSync(programs);
    const uri = `postgres://anna:geheim@localhost:${postgres.port}/shop?sslmode=require`;
    const avn = path.join(programs, 'avn');
    writeFileSync(
      avn,
      `#!/bin/sh
case "$*" in
  'service list --json') echo '[{"service_name":"my-pg","service_type":"pg","state":"RUNNING","plan":"free"},
    {"service_name":"my-kafka","service_type":"kafka","state":"RUNNING","plan":"business-4"}]';;
  'service get my-pg --format {service_uri}') echo '${uri}';;
  *) exit 1;;
esac
`,
    );
    chmodSync(avn, 0o755);
    const PATH = `${programs}${path.delimiter}${home.env.PATH}`;
    const terminal = tutorial(home, ['setup'], { columns: 120, env: { PATH } });
    await choose(terminal, whichPostgres, 'Aiven');
    await terminal.until('avn service create cache-pg -t pg');
    await choose(terminal, 'Where shall the URI come from?', 'From avn');
    await terminal.until('❯ my-pg');
    expect(terminal.text).not.toContain('kafka');
    await choose(terminal, 'Which service?', 'my-pg');
    await terminal.until('✔ PostgreSQL');
    await choose(terminal, whichRedis, 'The embedded one');
    await typeAt(terminal, 'Your name in this PostgreSQL', 'anna');
    await choose(terminal, mayBeSaved, 'Yes');
    expect(await terminal.exit()).toEqual({ code: 0, signal: 0 });
    expect(savedIn(home)?.postgres).toEqual({ url: uri });
    expect(terminal.raw).not.toContain('geheim');
  });
});
