import { spawnSync } from 'node:child_process';
import { createConnection } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { front } from '../../../tap/testing/postgres-messages.js';
import { RawClient, scriptedStore } from '../../../tap/testing/scripted.js';
import { until } from '../../../tap/testing/wait.js';
import { parsePostgresUrl } from '../parse-postgres.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from '../testing/postgres-server.js';
import { runClient } from '../testing/run-client.js';
import type { StoreTrouble } from '../trouble.js';
import { type Gateway, openGateway } from './gateway.js';

const password = 'a/b@c%d:é ü?#';
const encoded = encodeURIComponent(password);
const hasPsql = spawnSync('psql', ['--version']).status === 0;
const python = '/usr/bin/python3';
const hasPsycopg2 = spawnSync(python, ['-c', 'import psycopg2']).status === 0;
const canServe = hasPostgres && hasOpenssl();

let certificates: Certificates;
let server: PostgresServer;
const gateways: Gateway[] = [];

beforeAll(async () => {
  if (!canServe) return;
  certificates = makeCertificates();
  server = await startPostgresServer({ certificate: certificates.good });
  await server.sql(`CREATE ROLE anna LOGIN PASSWORD '${password}'`);
  await server.sql('CREATE DATABASE shop OWNER anna');
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

afterAll(async () => {
  await server?.close();
  certificates?.remove();
});

async function openFor(url: string, troubles: StoreTrouble[] = []): Promise<Gateway> {
  const gateway = await openGateway(parsePostgresUrl(url), {
    onTrouble: (trouble) => troubles.push(trouble),
  });
  gateways.push(gateway);
  return gateway;
}

const account = ({ host, port }: Gateway, given = password) => ({
  host,
  port,
  user: 'anna',
  password: given,
  database: 'shop',
});

async function connect(gateway: Gateway, given?: string): Promise<pg.Client> {
  const client = new pg.Client(account(gateway, given));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const encryption = 'SELECT coalesce(version, $1) AS tls FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

describe.skipIf(!canServe)('a gateway to PostgreSQL (needs its server and openssl)', () => {
  const here = (query: string, host = 'localhost') => `postgres://anna@${host}:${server.port}/shop?${query}`;

  test.each([
    ['without TLS', () => here('sslmode=disable', '127.0.0.1'), 'none'],
    ['by IPv6', () => here('sslmode=disable', '[::1]'), 'none'],
    [
      'by a Unix socket',
      () => `postgres://anna@/shop?host=${server.socketDirectory}&port=${server.port}`,
      'none',
    ],
    ['with TLS where there is', () => here(''), 'TLSv1.3'],
    ['with TLS', () => here('sslmode=require'), 'TLSv1.3'],
    [
      'by IPv6 with TLS',
      () => here(`sslmode=verify-full&sslrootcert=${certificates.caFile}`, '[::1]'),
      'TLSv1.3',
    ],
    [
      'with a trusted certificate',
      () => here(`sslmode=verify-full&sslrootcert=${certificates.caFile}`),
      'TLSv1.3',
    ],
  ])('%s', async (_, url, tls) => {
    const client = await connect(await openFor(url()));
    expect((await client.query(encryption, ['none'])).rows).toEqual([{ tls }]);
    await client.end();
  });

  test('a wrong password is PostgreSQL’s to refuse', async () => {
    const gateway = await openFor(here('sslmode=require'));
    await expect(connect(gateway, 'wrong')).rejects.toMatchObject({ code: '28P01' });
  });

  test('many at once, and 5 MB both ways', async () => {
    const pool = new pg.Pool({ ...account(await openFor(here('sslmode=require'))), max: 5 });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const answers = await Promise.all(numbers.map((number) => pool.query('SELECT $1::int AS n', [number])));
    expect(answers.map(({ rows }) => rows[0].n)).toEqual(numbers);
    const value = 'é'.repeat(2_500_000);
    const { rows } = await pool.query('SELECT $1::text AS value', [value]);
    expect(rows[0].value === value).toBe(true);
    await pool.end();
  });

  test('a cancel request passes', async () => {
    const gateway = await openFor(here('sslmode=require'));
    const client = (await connect(gateway)) as pg.Client & { processID: number; secretKey: number };
    const slow = client.query('SELECT pg_sleep(60)').catch((error: Error) => error.message);
    const sleeping = "SELECT 1 FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep' AND state = 'active'";
    await until('it sleeps', async () => (await server.sql(sleeping)).length > 0);
    const request = Buffer.alloc(16);
    [16, 80_877_102, client.processID, client.secretKey].forEach((value, index) => {
      request.writeInt32BE(value, index * 4);
    });
    createConnection(gateway).end(request);
    expect(await slow).toBe('canceling statement due to user request');
    await client.end();
  });

  test('a start-up packet in single bytes', async () => {
    const client = RawClient.open((await openFor(here('sslmode=require'))).port);
    for (const byte of Buffer.concat([front.ssl, front.gss, front.startup]))
      client.socket.write(Buffer.of(byte));
    await until('PostgreSQL asks for the password', () => client.text.includes('SCRAM-SHA-256'));
    expect(client.text.startsWith('NNR')).toBe(true);
    expect(client.text).not.toContain('PLUS');
    client.socket.destroy();
  });

  test.skipIf(!hasPsql)(
    'psql logs in by SCRAM, though PostgreSQL offers channel binding (needs psql)',
    async () => {
      const { port } = await openFor(here('sslmode=require'));
      const url = `postgres://anna:${encoded}@127.0.0.1:${port}/shop`;
      const input = `CREATE TEMP TABLE c (a int);\n\\copy c FROM stdin\n1\n2\n\\.\nTABLE c;\n`;
      expect(await runClient('psql', ['-XqtA', url], input)).toEqual({ stdout: '1\n2\n', stderr: '' });
    },
  );

  test.skipIf(!hasPsycopg2)('psycopg2 logs in by SCRAM (needs python3-psycopg2)', async () => {
    const { port } = await openFor(here('sslmode=require'));
    const program =
      'import psycopg2, sys; c = psycopg2.connect(sys.argv[1]).cursor(); c.execute("SELECT 1 + 1"); print(c.fetchone())';
    const url = `postgres://anna:${encoded}@127.0.0.1:${port}/shop`;
    expect(await runClient(python, ['-c', program, url])).toEqual({ stdout: '(2,)\n', stderr: '' });
  });

  test('a session that PostgreSQL ends is told why', async () => {
    const client = await connect(await openFor(here('sslmode=require')));
    const ended = new Promise<Error>((resolve) => client.once('error', resolve));
    await server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'anna'");
    expect((await ended).message).toBe('terminating connection due to administrator command');
  });

  test('when PostgreSQL stops, clients end and new ones are told; when it is back, they get in', async () => {
    const troubles: StoreTrouble[] = [];
    const gateway = await openFor(here('sslmode=require'), troubles);
    const client = await connect(gateway);
    const ended = new Promise((resolve) => client.once('end', resolve));
    await server.stop('SIGKILL');
    await ended;
    const reason = `Nobody listens at localhost:${server.port}: start PostgreSQL there, or correct the host or port in the URL.`;
    await expect(connect(gateway)).rejects.toMatchObject({ code: '08001', message: reason });
    expect(troubles.map(({ kind, message }) => [kind, message])).toEqual([['refused', reason]]);
    await server.start();
    await (await connect(gateway)).end();
  });

  test('its end is the end of its connections', async () => {
    const gateway = await openFor(here('sslmode=require'));
    const client = await connect(gateway);
    const ended = new Promise((resolve) => client.once('end', resolve));
    await gateway.close();
    await ended;
    await expect(connect(gateway)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const left = "SELECT 1 FROM pg_stat_activity WHERE usename = 'anna'";
    await until('PostgreSQL has no session of it', async () => (await server.sql(left)).length === 0);
  });
});

test('other users of this machine are kept out where PostgreSQL knows us by our user', async () => {
  const at = 'localhost/shop?host=/nowhere';
  expect((await openFor(`postgres://anna@${at}`)).ownUserOnly).toBe(true);
  expect((await openFor(`postgres://anna:secret@${at}`)).ownUserOnly).toBe(false);
  expect((await openFor('postgres://anna@localhost/shop')).ownUserOnly).toBe(false);
});

test('a client that leaves, and one that speaks something else, are let go', async () => {
  const store = await scriptedStore();
  const { port } = await openFor(`postgres://anna@127.0.0.1:${store.port}/shop?sslmode=disable`);
  const [silent, wrong] = [RawClient.open(port), RawClient.open(port)];
  silent.socket.end(Buffer.of(0, 0));
  wrong.socket.write('GET / HTTP/1.1\r\n\r\n');
  await until('both have been let go', () => silent.ended && wrong.ended);
  expect(store.connections).toEqual([]);
  wrong.socket.destroy();
  await store.close();
});

test('what follows the answer to the request for encryption is not taken for encrypted', async () => {
  const store = await scriptedStore((socket) => socket.once('data', () => socket.write('Sx')));
  const { port } = await openFor(`postgres://anna@127.0.0.1:${store.port}/shop?sslmode=require`);
  const client = RawClient.open(port);
  client.socket.write(front.startup);
  await until('it is told', () => client.ended);
  expect(client.text).toContain(`Something else listens at 127.0.0.1:${store.port}, not PostgreSQL`);
  await store.close();
  client.socket.destroy();
});
