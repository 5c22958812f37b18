import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded.js';
import { makeDataDir } from './testing/start-front.js';
import { pgliteVersion, postgresVersion } from './versions.js';

const hasPsql = spawnSync('psql', ['--version']).status === 0;

const directories: string[] = [];
let postgres: EmbeddedPostgres | undefined;
afterEach(async () => {
  await postgres?.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

const copyOf = (pristine: string) => `${pristine}-copy`;

async function open(): Promise<EmbeddedPostgres> {
  const pristine = makeDataDir();
  directories.push(pristine, copyOf(pristine));
  postgres = await openEmbeddedPostgres({ pristine, dataDir: copyOf(pristine) });
  return postgres;
}

describe('openEmbeddedPostgres', () => {
  test('listens before it is ready, and lets those in who came early', async () => {
    const { url, ready, version } = await open();
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query(
      "SELECT current_setting('server_version') AS version, current_user AS who",
    );
    expect(rows).toEqual([{ version, who: 'postgres' }]);
    expect(version).toBe(postgresVersion);
    await ready;
    await client.end();
  });

  test('frees its port, and may be closed twice', async () => {
    const { port, close } = await open();
    await close();
    await close();
    const socket = connect({ port, host: '127.0.0.1' });
    const [error] = await once(socket, 'error');
    expect(error.code).toBe('ECONNREFUSED');
  });

  test('a data directory that is none: clients are told, and ready says what to do', async () => {
    const pristine = mkdtempSync(path.join(tmpdir(), 'cache-tutorial-test-'));
    directories.push(pristine, copyOf(pristine));
    writeFileSync(path.join(pristine, 'PG_VERSION'), '18\n');
    postgres = await openEmbeddedPostgres({ pristine, dataDir: copyOf(pristine) });
    const client = new pg.Client(postgres.url);
    await expect(client.connect()).rejects.toMatchObject({ code: '58000' });
    await expect(postgres.ready).rejects.toThrow(
      /The embedded PostgreSQL does not start: .*\. Start the lesson again\./,
    );
  });

  test('data that cannot be copied: who looks at it is told why, and what to do', async () => {
    const pristine = makeDataDir();
    directories.push(pristine);
    postgres = await openEmbeddedPostgres({ pristine, dataDir: path.join(pristine, 'nowhere', 'copy') });
    await expect(postgres.check?.()).rejects.toThrow(
      /^Cannot copy the shop's data to \S+ \(ENOENT[^)]*\)\. Free 200 MB there, or set [^.]*\.$/,
    );
  });

  test('a recursion without end is PostgreSQL’s error, not the end of it', async () => {
    const { url } = await open();
    const client = new pg.Client(url);
    await client.connect();
    await client.query(
      'CREATE FUNCTION deeper(n int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN deeper(n + 1); END$$',
    );
    await expect(client.query('SELECT deeper(1)')).rejects.toMatchObject({ code: '54001' });
    expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await client.end();
  });

  test.skipIf(!hasPsql)(
    'psql’s Ctrl-C in a query that cannot be stopped hangs nobody (skipped without psql)',
    async () => {
      const { url, ready } = await open();
      await ready;
      const child = spawn('psql', ['--no-psqlrc', '-c', "SELECT 'begun'", '-c', 'SELECT pg_sleep(1)', url]);
      await once(child.stdout, 'data');
      child.kill('SIGINT');
      await once(child, 'exit');
      const client = new pg.Client(url);
      await client.connect();
      expect((await client.query('SELECT 2 AS n')).rows).toEqual([{ n: 2 }]);
      await client.end();
    },
  );
});

test('the versions that name the data are those that are installed', async () => {
  const { default: manifest } = await import('../../../../package.json', { with: { type: 'json' } });
  expect(pgliteVersion).toBe(manifest.dependencies['@electric-sql/pglite']);
});
