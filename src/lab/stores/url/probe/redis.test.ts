import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../free-port.js';
import { RawClient, scriptedStore } from '../../../tap/testing/scripted.js';
import { until } from '../../../tap/testing/wait.js';
import { parseRedisUrl } from '../parse-redis.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { hasPostgres, startPostgresServer } from '../testing/postgres-server.js';
import {
  hasRedis,
  type RedisServer,
  type RedisServerOptions,
  startRedisServer,
} from '../testing/redis-server.js';
import { troubleOf } from '../testing/trouble-of.js';
import { probeRedis } from './redis.js';
import { infoTrouble } from './redis-trouble.js';

const password = 'ses/ame@%:é';
const encoded = encodeURIComponent(password);

let certificates: Certificates;
const servers: RedisServer[] = [];

const probe = (url: string, caFile?: string) => probeRedis(parseRedisUrl(url, caFile ? { caFile } : {}));
const trouble = async (url: string, caFile?: string) => {
  const said = await troubleOf(probe(url, caFile));
  for (const secret of [password, encoded, 'sesame']) expect(said.message).not.toContain(secret);
  return said;
};

async function started(options: RedisServerOptions = {}): Promise<RedisServer> {
  const server = await startRedisServer(options);
  servers.push(server);
  return server;
}

beforeAll(() => {
  if (hasOpenssl()) certificates = makeCertificates();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => certificates?.remove());

describe.skipIf(!hasRedis || !hasOpenssl())(
  'a probe of Redis (needs its server, redis-cli and openssl)',
  () => {
    test('says what it is like, and changes nothing', async () => {
      const { port, cli } = await started({ settings: { databases: '7' } });
      await cli(['SET', 'a', '1']);
      await cli(['-n', '5', 'MSET', 'b', '1', 'c', '2']);
      const before = await cli(['INFO', 'keyspace']);
      expect(await probe(`redis://[::1]:${port}/6`)).toEqual({
        product: expect.stringMatching(/^(Redis|Valkey)$/),
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        tls: null,
        latencyMs: expect.any(Number),
        databases: 7,
        keys: new Map([
          [0, 1],
          [5, 2],
        ]),
      });
      expect(await cli(['INFO', 'keyspace'])).toBe(before);
      expect(await trouble(`redis://127.0.0.1:${port}/7`)).toMatchObject({
        kind: 'no-database',
        message: expect.stringContaining('has no logical database 7: name another one in the URL'),
      });
    });

    test('TLS, with a certificate that is trusted or not', async () => {
      const { port } = await started({ tls: { ...certificates.good, caFile: certificates.caFile } });
      const url = `rediss://localhost:${port}`;
      expect(await probe(url, certificates.caFile)).toMatchObject({ tls: 'TLSv1.3' });
      expect(await probe(`${url}?ssl_cert_reqs=none`)).toMatchObject({ tls: 'TLSv1.3' });
      expect(await trouble(url)).toMatchObject({
        kind: 'not-trusted',
        message: expect.stringContaining('add --ca-file ca.pem'),
      });
      expect(await trouble(url, certificates.strangeCaFile)).toMatchObject({ kind: 'not-trusted' });
      expect(await trouble(`redis://:sesame@localhost:${port}`)).toMatchObject({
        kind: 'tls-required',
        message: expect.stringContaining('write rediss:// instead of redis://'),
      });
    });

    test.each([
      ['elsewhere', 'wrong-host', /is for db.example.com/],
      ['expired', 'expired', /has expired/],
    ] as const)('a certificate: %s', async (which, kind, message) => {
      const { port } = await started({ tls: { ...certificates[which], caFile: certificates.caFile } });
      const said = await trouble(`rediss://localhost:${port}`, certificates.caFile);
      expect(said.message).toMatch(message);
      expect(said.kind).toBe(kind);
    });

    test('one that wants a certificate of its clients', async () => {
      const settings = { 'tls-auth-clients': 'yes' };
      const { port } = await started({
        settings,
        tls: { ...certificates.good, caFile: certificates.caFile },
      });
      expect(await trouble(`rediss://localhost:${port}`, certificates.caFile)).toMatchObject({
        kind: 'client-certificate',
        message: expect.stringContaining('let it accept a password alone'),
      });
    });

    test('TLS where there is none', async () => {
      const { port } = await started();
      const { kind, message } = await trouble(`rediss://localhost:${port}`);
      expect(message).toContain('TLS');
      expect(kind).toBe('tls-not-offered');
    });

    test('passwords and users', async () => {
      const { port, cli } = await started({ settings: { requirepass: 'sesame' } });
      const auth = ['--pass', 'sesame'];
      await cli(['ACL', 'SETUSER', 'anna', 'on', `>${password}`, '~*', '&*', '+@all'], auth);
      await cli(['ACL', 'SETUSER', 'blind', 'on', `>${password}`, '~*', '+@read'], auth);
      const at = `127.0.0.1:${port}`;
      expect(await probe(`redis://:sesame@${at}`)).toMatchObject({ databases: 16 });
      expect(await probe(`redis://anna:${encoded}@${at}`)).toMatchObject({ databases: 16 });
      for (const wrong of ['redis://:open', 'redis://anna:sesame', `redis://berta:${encoded}`]) {
        const { kind, message } = await trouble(`${wrong}@${at}`);
        expect(message).toContain('does not accept this password for');
        expect(kind).toBe('wrong-password');
      }
      expect(await trouble(`redis://${at}`)).toMatchObject({
        kind: 'no-password',
        message: expect.stringContaining('set CACHE_TUTORIAL_REDIS_PASSWORD'),
      });
      expect(await trouble(`redis://blind:${encoded}@${at}`)).toMatchObject({
        kind: 'no-permission',
        message: expect.stringContaining('ACL SETUSER blind +info'),
      });
    });

    test('a password where none is wanted', async () => {
      const { port } = await started();
      expect(await trouble(`redis://:sesame@127.0.0.1:${port}`)).toMatchObject({
        kind: 'wrong-password',
        message: expect.stringContaining('has no password: leave it out'),
      });
    });

    test('all connections are used', async () => {
      const { port } = await started({ settings: { maxclients: '3' } });
      const others: RawClient[] = [];
      while (!others.at(-1)?.text.startsWith('-ERR max')) {
        const other = RawClient.open(port);
        others.push(other);
        other.socket.write('PING\r\n');
        await until('the other is answered', () => other.text !== '');
      }
      expect(await trouble(`redis://127.0.0.1:${port}`)).toMatchObject({
        kind: 'too-many-connections',
        message: expect.stringContaining('max number of clients reached'),
      });
      for (const { socket } of others) socket.destroy();
    });

    test('a replica, and cluster mode', async () => {
      const { port } = await started({ settings: { replicaof: `127.0.0.1 ${await freePort()}` } });
      expect(await trouble(`redis://127.0.0.1:${port}`)).toMatchObject({ kind: 'read-only' });
      const cluster = await started({
        settings: { 'cluster-enabled': 'yes', 'cluster-port': String(await freePort()) },
      });
      expect(await trouble(`redis://127.0.0.1:${cluster.port}`)).toMatchObject({ kind: 'cluster' });
    });

    test.skipIf(!hasPostgres)('Redis that is a PostgreSQL (needs its server)', async () => {
      const postgres = await startPostgresServer();
      try {
        const { kind, message } = await trouble(`redis://:sesame@127.0.0.1:${postgres.port}`);
        expect(kind).toBe('closed');
        expect(message).toContain('check that it is the port of Redis');
      } finally {
        await postgres.close();
      }
    });
  },
);

describe('what is no Redis', () => {
  test('nobody, one that is silent, one that hangs up, a web server', async () => {
    expect((await trouble(`redis://127.0.0.1:${await freePort()}`)).kind).toBe('refused');
    const silent = await scriptedStore();
    const rude = await scriptedStore((socket) => socket.destroy());
    const web = createServer();
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const webPort = (web.address() as AddressInfo).port;
    const said = await Promise.all([
      trouble(`redis://127.0.0.1:${silent.port}`),
      trouble(`rediss://127.0.0.1:${silent.port}`),
      trouble(`redis://127.0.0.1:${rude.port}`),
      trouble(`rediss://127.0.0.1:${rude.port}`),
      trouble(`redis://:sesame@127.0.0.1:${webPort}`),
      trouble(`rediss://127.0.0.1:${webPort}`),
    ]);
    expect(said.map(({ kind }) => kind)).toEqual([
      'no-answer',
      'tls-not-offered',
      'closed',
      'closed',
      'wrong-product',
      'tls-not-offered',
    ]);
    expect(said[4]?.message).toContain('A web server listens at');
    web.close();
    await Promise.all([silent.close(), rude.close()]);
  });

  test.each([
    [
      '-DENIED Redis is running in protected mode',
      'not-allowed',
      /protected mode, which lets in only who is on its own/,
    ],
    ['-LOADING Redis is loading the dataset in memory', 'starting', /try again in a moment/],
    ['-ERR something new', 'other', /answered: ERR something new/],
  ])('one that answers %s', async (answer, kind, message) => {
    const store = await scriptedStore((socket) => socket.end(`${answer}\r\n`));
    const said = await trouble(`redis://127.0.0.1:${store.port}`);
    expect(said.message).toMatch(message);
    expect(said.kind).toBe(kind);
    await store.close();
  });

  test.each([
    [{ redis_version: '6.2.0' }, undefined],
    [{ redis_version: '8.0.1' }, undefined],
    [{ redis_version: '7.2.4', valkey_version: '9.0.1' }, undefined],
    [{ redis_version: '6.0.16' }, 'is version 6.0.16: use one of 6.2 or newer'],
    [{ redis_version: '7.0.15', loading: '1' }, 'is still loading its data'],
    [
      { redis_version: '7.0.15', redis_mode: 'sentinel' },
      'A Redis Sentinel listens at localhost:6379, not Redis',
    ],
    [{}, 'Something else listens at localhost:6379, not Redis'],
  ])('INFO %j', (info, message) => {
    const said = infoTrouble(parseRedisUrl('redis://'), new Map(Object.entries(info)))?.message;
    if (message === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(message);
  });
});
