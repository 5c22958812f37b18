import { spawnSync } from 'node:child_process';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../../process/find-program.js';
import { RawClient } from '../../../tap/testing/scripted.js';
import { until } from '../../../tap/testing/wait.js';
import { parseRedisUrl } from '../parse-redis.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { hasRedis, type RedisServer, startRedisServer } from '../testing/redis-server.js';
import { runClient } from '../testing/run-client.js';
import type { StoreTrouble } from '../trouble.js';
import { type Gateway, openGateway } from './gateway.js';

const password = 'a/b@c%d:é ü?#';
const python = '/usr/bin/python3';
const hasPythonRedis = spawnSync(python, ['-c', 'import redis']).status === 0;
const redisCli = findProgram(['redis-cli', 'valkey-cli']);

const canServe = hasRedis && hasOpenssl();

let certificates: Certificates;
let plain: RedisServer;
let encrypted: RedisServer;
const gateways: Gateway[] = [];

beforeAll(async () => {
  if (!canServe) return;
  certificates = makeCertificates();
  plain = await startRedisServer({ settings: { requirepass: 'secret' } });
  encrypted = await startRedisServer({ tls: { ...certificates.good, caFile: certificates.caFile } });
  await encrypted.cli(['ACL', 'SETUSER', 'anna', 'on', `>${password}`, '~*', '&*', '+@all']);
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

afterAll(async () => {
  await plain?.close();
  await encrypted?.close();
  certificates?.remove();
});

async function openFor(url: string, troubles: StoreTrouble[] = []): Promise<Gateway> {
  const address = parseRedisUrl(url, { caFile: certificates?.caFile });
  const gateway = await openGateway(address, { onTrouble: (trouble) => troubles.push(trouble) });
  gateways.push(gateway);
  return gateway;
}

describe.skipIf(!canServe)('a gateway to Redis (needs its server, redis-cli and openssl)', () => {
  const plainUrl = (host = '127.0.0.1') => `redis://:secret@${host}:${plain.port}`;
  const encryptedUrl = (host = 'localhost') =>
    `rediss://anna:${encodeURIComponent(password)}@${host}:${encrypted.port}`;
  const login = ({ host, port }: Gateway, user: string, pass: string) =>
    `redis://${user}:${encodeURIComponent(pass)}@${host}:${port}`;

  test.each([
    ['without TLS', plainUrl, 'default', 'secret'],
    ['by IPv6', () => plainUrl('[::1]'), 'default', 'secret'],
    ['with TLS', encryptedUrl, 'anna', password],
    ['by IPv6 with TLS', () => encryptedUrl('[::1]'), 'anna', password],
  ])('%s: node-redis logs in, in RESP2 and RESP3, and 5 MB go both ways', async (_, url, user, pass) => {
    const gateway = await openFor(url());
    for (const RESP of [2, 3] as const) {
      const client = createClient({ url: login(gateway, user, pass), RESP });
      client.on('error', () => undefined);
      await client.connect();
      const value = 'é'.repeat(2_500_000);
      await client.set('long', value);
      expect((await client.get('long')) === value).toBe(true);
      const numbers = Array.from({ length: 1000 }, (_, index) => String(index));
      expect(await Promise.all(numbers.map((number) => client.echo(number)))).toEqual(numbers);
      await client.close();
    }
  });

  test('redis-cli', async () => {
    const gateway = await openFor(encryptedUrl());
    const input = 'SET a 1\nMULTI\nINCR a\nEXEC\n';
    const { stdout } = await runClient(redisCli ?? '', ['-u', login(gateway, 'anna', password)], input);
    expect(stdout).toBe('OK\nOK\nQUEUED\n2\n');
  });

  test.skipIf(!hasPythonRedis)('redis for Python (needs python3-redis)', async () => {
    const gateway = await openFor(encryptedUrl());
    const program =
      'import redis, sys; r = redis.from_url(sys.argv[1]); p = r.pipeline(); p.set("b", 7); p.incr("b"); print(p.execute())';
    const args = ['-c', program, login(gateway, 'anna', password)];
    expect(await runClient(python, args)).toEqual({ stdout: '[True, 8]\n', stderr: '' });
  });

  test('a wrong password is Redis’ to refuse', async () => {
    const gateway = await openFor(plainUrl());
    const client = createClient({
      url: login(gateway, 'default', 'wrong'),
      socket: { reconnectStrategy: false },
    });
    client.on('error', () => undefined);
    await expect(client.connect()).rejects.toThrow('WRONGPASS');
  });

  test('when Redis stops, clients end and new ones are told; when it is back, they get in', async () => {
    const troubles: StoreTrouble[] = [];
    const gateway = await openFor(`rediss://localhost:${encrypted.port}`, troubles);
    const client = RawClient.open(gateway.port);
    client.socket.write('PING\r\n');
    await until('Redis answers', () => client.text === '+PONG\r\n');
    await encrypted.stop();
    await until('the client has ended', () => client.ended);
    const late = RawClient.open(gateway.port);
    late.socket.write('PING\r\n');
    await until('the late one is told', () => late.ended);
    const reason = `Nobody listens at localhost:${encrypted.port}: start Redis there, or correct the host or port in the URL.`;
    expect(late.text).toBe(`-ERR ${reason}\r\n`);
    expect(troubles.map(({ kind }) => kind)).toEqual(['refused']);
    await encrypted.start();
    const again = RawClient.open(gateway.port);
    again.socket.write('PING\r\n');
    await until('it is back', () => again.text === '+PONG\r\n');
    for (const { socket } of [client, late, again]) socket.destroy();
  });

  test('what keeps Redis from being entered is told', async () => {
    const troubles: StoreTrouble[] = [];
    const told = async (url: string) => {
      const client = RawClient.open((await openFor(url, troubles)).port);
      await until('it is told', () => client.ended);
      client.socket.destroy();
      return client.text;
    };
    const at = `127.0.0.1:${plain.port}`;
    expect(await told(`redis://:sesame@${at}`)).toMatch(/^-ERR Redis at .* does not accept this password/);
    expect(await told(`redis://:secret@${at}/99`)).toMatch(/^-ERR .* has no logical database 99/);
    expect(troubles.map(({ kind }) => kind)).toEqual(['wrong-password', 'no-database']);
  });
});
