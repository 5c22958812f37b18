import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { front } from '../../../tap/testing/postgres-messages.js';
import { Random } from '../../../tap/testing/random.js';
import { RawClient } from '../../../tap/testing/scripted.js';
import { until } from '../../../tap/testing/wait.js';
import { encodeCommand } from '../../redis/connection.js';
import { parsePostgresUrl } from '../parse-postgres.js';
import { parseRedisUrl } from '../parse-redis.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from '../testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from '../testing/redis-server.js';
import { openGateway } from './gateway.js';

const canServe = hasPostgres && hasRedis && hasOpenssl();

/** Clients that leave at any moment, in any manner, with whatever they were about to say. */
async function comeAndGo(port: number, words: Buffer, random: Random): Promise<void> {
  const clients: RawClient[] = [];
  for (let count = 0; count < 150; count++) {
    const client = RawClient.open(port);
    clients.push(client);
    client.socket.write(words.subarray(0, random.below(words.length + 1)));
    for (let turns = random.below(6); turns > 0; turns--)
      await new Promise((resolve) => setImmediate(resolve));
    const leave = random.below(4);
    if (leave === 0) client.socket.end();
    else if (leave === 1) client.socket.resetAndDestroy();
    else if (leave === 2) client.socket.destroy();
  }
  for (const client of clients) client.socket.end();
  await until('all are let go', () => clients.every(({ closed }) => closed));
}

describe.skipIf(!canServe)('clients that come and go (needs the servers of both stores and openssl)', () => {
  let certificates: Certificates;
  let postgres: PostgresServer;
  let redis: RedisServer;

  beforeAll(async () => {
    certificates = makeCertificates();
    const { caFile, good } = certificates;
    postgres = await startPostgresServer({ certificate: good, hba: ['host all all all trust'] });
    await postgres.sql('CREATE ROLE raw LOGIN');
    redis = await startRedisServer({ tls: { ...good, caFile } });
  });
  afterAll(async () => {
    await postgres?.close();
    await redis?.close();
    certificates?.remove();
  });

  test('leave no session in PostgreSQL', async () => {
    const gateway = await openGateway(
      parsePostgresUrl(`postgres://raw@localhost:${postgres.port}/postgres?sslmode=require`),
    );
    const words = Buffer.concat([front.ssl, front.startup, front.query('SELECT 1'), front.sync]);
    await comeAndGo(gateway.port, words, new Random(3));
    const left = "SELECT 1 FROM pg_stat_activity WHERE usename = 'raw'";
    await expect.poll(() => postgres.sql(left), { timeout: 10_000 }).toEqual([]);
    await gateway.close();
  });

  test('leave no connection in Redis', async () => {
    const gateway = await openGateway(
      parseRedisUrl(`rediss://localhost:${redis.port}/2`, { caFile: certificates.caFile }),
    );
    const words = Buffer.concat([encodeCommand(['SET', 'a', 'b']), Buffer.from('FLUSHALL\r\nGET a\r\n')]);
    await comeAndGo(gateway.port, words, new Random(4));
    const connected = async () => (await redis.cli(['CLIENT', 'LIST'])).split('\n').length;
    await expect.poll(connected, { timeout: 10_000 }).toBe(1);
    await gateway.close();
  });
});
