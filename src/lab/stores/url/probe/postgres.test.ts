import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../free-port.js';
import { scriptedStore } from '../../../tap/testing/scripted.js';
import { fatalError } from '../../postgres/messages.js';
import { parsePostgresUrl } from '../parse-postgres.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { openFullPort } from '../testing/full-port.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from '../testing/postgres-server.js';
import { hasRedis, startRedisServer } from '../testing/redis-server.js';
import { troubleOf } from '../testing/trouble-of.js';
import { probePostgres } from './postgres.js';
import { type PostgresSettings, settingsTrouble } from './postgres-settings.js';
import { mayNotCreateSchemas } from './postgres-trouble.js';

const password = 'ses/ame@%:é';
const canServe = hasPostgres && hasOpenssl();

const probe = (url: string) => probePostgres(parsePostgresUrl(url));
const trouble = (url: string) => troubleOf(probe(url));

describe.skipIf(!canServe)('a probe of PostgreSQL (needs its server and openssl)', () => {
  let certificates: Certificates;
  let server: PostgresServer;

  beforeAll(async () => {
    certificates = makeCertificates();
    server = await startPostgresServer({
      certificate: certificates.good,
      settings: { max_connections: '12' },
      hba: [
        'hostssl all encrypted all scram-sha-256',
        'host all encrypted all reject',
        'host all barred all reject',
        'host all trusted all trust',
        'local all all peer',
        'host all all all scram-sha-256',
      ],
    });
    const roles = ['anna', 'encrypted', 'barred', 'limited', 'reader', 'trusted'];
    for (const role of roles) await server.sql(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    await server.sql('CREATE ROLE unlogged NOLOGIN; ALTER ROLE limited CONNECTION LIMIT 0');
    await server.sql('ALTER ROLE reader SET default_transaction_read_only = on');
    await server.sql('CREATE DATABASE shop OWNER anna');
    await server.sql('CREATE DATABASE closed');
    await server.sql('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
  });
  afterAll(async () => {
    await server?.close();
    certificates?.remove();
  });

  const url = (user: string, query = '', database = 'shop') =>
    `postgres://${user}:${encodeURIComponent(password)}@localhost:${server.port}/${database}?${query}`;

  test.each([
    ['', 'TLSv1.3'],
    ['sslmode=disable', null],
    ['sslmode=require', 'TLSv1.3'],
  ])('says what it is like, with "%s"', async (query, tls) => {
    expect(await probe(url('anna', query))).toEqual({
      version: expect.stringMatching(/^\d+\.\d+$/),
      tls,
      latencyMs: expect.any(Number),
      mayCreateSchemas: true,
    });
    const elsewhere = url('anna', query, 'postgres');
    expect(await probe(elsewhere)).toMatchObject({ mayCreateSchemas: false });
    expect(mayNotCreateSchemas(parsePostgresUrl(elsewhere)).message).toMatch(
      /anna may not create a schema in postgres at localhost:\d+: .* GRANT CREATE ON DATABASE postgres TO anna;$/,
    );
  });

  test('leaves no connection behind', async () => {
    await probe(url('anna'));
    const left = "SELECT 1 FROM pg_stat_activity WHERE usename = 'anna'";
    await expect.poll(() => server.sql(left)).toEqual([]);
  });

  test.each([
    [
      'anna',
      'sslmode=verify-full',
      'not-trusted',
      /is not signed by an authority that this machine trusts.*--ca-file ca.pem/,
    ],
    ['encrypted', 'sslmode=disable', 'tls-required', /lets nobody in without TLS: write \?sslmode=require/],
    ['barred', 'sslmode=disable', 'not-allowed', /does not let barred in from here.*pg_hba.conf/],
    ['barred', 'sslmode=require', 'not-allowed', /IP address of this machine/],
    ['nobody', '', 'wrong-password', /does not accept this password for nobody/],
    ['unlogged', '', 'wrong-password', /does not accept this password for unlogged/],
    [
      'limited',
      '',
      'too-many-connections',
      /has no connection left \(too many connections for role "limited"\)/,
    ],
    ['reader', '', 'read-only', /is set to read only/],
  ])('%s with "%s": %s', async (user, query, kind, message) => {
    const { kind: seen, message: said } = await trouble(url(user, query));
    expect(said).toMatch(message);
    expect(seen).toBe(kind);
    expect(said).not.toContain(password);
    expect(said).not.toContain(encodeURIComponent(password));
  });

  test('a wrong password, and none', async () => {
    const at = `localhost:${server.port}/shop`;
    expect(await trouble(`postgres://anna:wrong@${at}`)).toEqual({
      kind: 'wrong-password',
      message: expect.stringContaining('does not accept this password for anna: correct it'),
    });
    const before = process.env.PGPASSWORD;
    process.env.PGPASSWORD = password;
    try {
      expect(await trouble(`postgres://anna@${at}`)).toMatchObject({
        kind: 'no-password',
        message: expect.stringContaining('set CACHE_TUTORIAL_POSTGRES_PASSWORD'),
      });
    } finally {
      if (before === undefined) delete process.env.PGPASSWORD;
      else process.env.PGPASSWORD = before;
    }
    expect(await probe(`postgres://trusted@${at}`)).toMatchObject({ mayCreateSchemas: false });
  });

  test('a missing database, a closed one, and an unknown system user', async () => {
    expect(await trouble(url('anna', '', 'none'))).toMatchObject({
      kind: 'no-database',
      message: expect.stringContaining('has no database none: create it'),
    });
    expect(await trouble(url('anna', '', 'closed'))).toMatchObject({
      kind: 'no-permission',
      message: expect.stringContaining('GRANT CONNECT ON DATABASE closed TO anna;'),
    });
    const socket = `host=${server.socketDirectory}&port=${server.port}`;
    expect((await trouble(`postgres://anna@/shop?${socket}`)).kind).toBe('not-allowed');
  });

  test('a certificate that another authority has signed', async () => {
    const said = await trouble(url('anna', `sslmode=verify-ca&sslrootcert=${certificates.strangeCaFile}`));
    expect(said).toMatchObject({
      kind: 'not-trusted',
      message: expect.stringContaining('is not signed by the authority in the CA file'),
    });
    const trusted = await probe(url('anna', `sslmode=verify-full&sslrootcert=${certificates.caFile}`));
    expect(trusted.tls).toBe('TLSv1.3');
  });

  test('all connections are used', async () => {
    const clients: pg.Client[] = [];
    try {
      for (;;) {
        const client = new pg.Client({ connectionString: url('anna', 'sslmode=disable') });
        client.on('error', () => undefined);
        clients.push(client);
        await client.connect();
      }
    } catch {
      expect(await trouble(url('anna'))).toMatchObject({
        kind: 'too-many-connections',
        message: expect.stringMatching(/has no connection left \(.*\): end some of the others/),
      });
    } finally {
      await Promise.allSettled(clients.map((client) => client.end()));
    }
  });

  test('a replica', async () => {
    const [{ data_directory: data } = {}] = await server.sql('SHOW data_directory');
    await server.sql(`COPY (SELECT '') TO '${data}/standby.signal'`);
    await server.stop();
    await server.start();
    expect(await trouble(url('anna'))).toMatchObject({
      kind: 'read-only',
      message: expect.stringContaining('is a replica'),
    });
    await server.sql('SELECT pg_promote()');
    expect(await probe(url('anna'))).toMatchObject({ mayCreateSchemas: true });
  });

  test.skipIf(!hasRedis)('PostgreSQL that is a Redis (needs redis-server)', async () => {
    const redis = await startRedisServer();
    try {
      const { kind, message } = await trouble(`postgres://a:b@127.0.0.1:${redis.port}/c?sslmode=disable`);
      expect(kind).toBe('no-answer');
      expect(message).toContain('check that it is the port of PostgreSQL');
    } finally {
      await redis.close();
    }
  });
});

describe.skipIf(!canServe)('a PostgreSQL with a certificate (needs its server and openssl)', () => {
  test.each([
    ['elsewhere', 'verify-full', 'wrong-host', /is for db.example.com: use a name that is in it/],
    ['expired', 'verify-ca', 'expired', /has expired: renew it on the server/],
  ] as const)('%s', async (which, mode, kind, message) => {
    const certificates = makeCertificates();
    const server = await startPostgresServer({
      certificate: certificates[which],
      hba: ['host all all all trust'],
    });
    try {
      const url = (sslmode: string) =>
        `postgres://postgres@localhost:${server.port}/postgres?sslmode=${sslmode}&sslrootcert=${certificates.caFile}`;
      const said = await trouble(url(mode));
      expect(said.message).toMatch(message);
      expect(said.kind).toBe(kind);
      if (which === 'elsewhere') expect((await probe(url('verify-ca'))).tls).toBe('TLSv1.3');
    } finally {
      await server.close();
      certificates.remove();
    }
  });

  test('none at all', async () => {
    const server = await startPostgresServer({ hba: ['host all all all trust'] });
    try {
      const url = `postgres://postgres@localhost:${server.port}/postgres`;
      expect(await trouble(`${url}?sslmode=require`)).toMatchObject({
        kind: 'tls-not-offered',
        message: expect.stringContaining(
          'has no TLS: turn TLS on there, or, in a network that you trust, write ?sslmode=disable',
        ),
      });
      expect((await probe(url)).tls).toBe(null);
    } finally {
      await server.close();
    }
  });
});

describe('what is no PostgreSQL', () => {
  const at = (port: number, query: string) => `postgres://anna:sesame@127.0.0.1:${port}/shop?${query}`;

  test('nobody', async () => {
    expect(await trouble(at(await freePort(), ''))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('Nobody listens at 127.0.0.1:'),
    });
    expect(await trouble('postgres://anna@/shop?host=/nowhere')).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('There is no socket /nowhere/.s.PGSQL.5432'),
    });
  });

  test('a name that nobody has', async () => {
    const { kind, message } = await trouble('postgres://anna:sesame@no-such-host.invalid/shop');
    expect(kind).toBe('unknown-host');
    expect(message).toContain('no-such-host.invalid');
  });

  test('one that is silent', async () => {
    const store = await scriptedStore();
    const said = await Promise.all([trouble(at(store.port, '')), trouble(at(store.port, 'sslmode=disable'))]);
    for (const { kind, message } of said) {
      expect(kind).toBe('no-answer');
      expect(message).toMatch(/accepted the connection and said nothing for [45] s/);
    }
    await store.close();
  });

  test.skipIf(process.platform !== 'linux')('one that a firewall keeps from us (needs Linux)', async () => {
    const full = await openFullPort();
    try {
      const { kind, message } = await trouble(at(full.port, ''));
      expect(message).toMatch(/did not answer within 4 s: let the IP address of this machine in/);
      expect(kind).toBe('no-answer');
    } finally {
      await full.close();
    }
  });

  test('a web server', async () => {
    const web = createServer();
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    for (const mode of ['prefer', 'disable']) {
      expect((await trouble(at(port, `sslmode=${mode}`))).message).toContain(
        'A web server listens at 127.0.0.1:',
      );
    }
    web.close();
  });

  test('one that hangs up, and a probe that is aborted', async () => {
    const store = await scriptedStore((socket) => socket.destroy());
    for (const mode of ['prefer', 'disable']) {
      expect((await trouble(at(store.port, `sslmode=${mode}`))).kind).toBe('closed');
    }
    await store.close();
    const silent = await scriptedStore();
    for (const mode of ['prefer', 'disable']) {
      const controller = new AbortController();
      const probing = probePostgres(parsePostgresUrl(at(silent.port, `sslmode=${mode}`)), controller);
      controller.abort(new Error('enough'));
      await expect(probing).rejects.toThrow('enough');
    }
    await silent.close();
  });

  test.each([
    ['57P03', 'the database system is starting up', 'starting', /try again in a moment/],
    ['08P01', 'unsupported startup parameter: options', 'pooler', /use the URL of the database itself/],
    ['28000', 'role "anna" does not exist', 'unknown-user', /has no user anna/],
    ['28000', 'SSL connection is required. Please specify SSL options.', 'tls-required', /sslmode=require/],
    ['XX000', 'something new', 'other', /answered: something new/],
  ])('one that answers %s: %s', async (code, text, kind, message) => {
    const store = await scriptedStore((socket) =>
      socket.once('data', () => socket.end(fatalError(code, text))),
    );
    const said = await trouble(at(store.port, 'sslmode=disable'));
    expect(said.message).toMatch(message);
    expect(said.kind).toBe(kind);
    await store.close();
  });

  const good: PostgresSettings = {
    banner: 'PostgreSQL 15.18 on x86_64',
    version: '15.18',
    number: 150_018,
    replica: false,
    readOnly: false,
    path: '',
    mayCreate: true,
  };

  test.each([
    [{}, undefined],
    [{ number: 130_000 }, undefined],
    [{ version: '12.9', number: 120_009 }, 'is version 12.9: use one of 13 or newer.'],
    [{ banner: 'CockroachDB CCL v24' }, 'CockroachDB listens at 127.0.0.1:5432, not PostgreSQL'],
  ])('settings %j', (changed, message) => {
    const said = settingsTrouble(parsePostgresUrl(at(5432, '')), { ...good, ...changed })?.message;
    if (message === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(message);
  });
});
