import pg from 'pg';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tap, WireEvent } from '../../../tap/event.js';
import { openTap } from '../../../tap/tap.js';
import { until } from '../../../tap/testing/wait.js';
import type { StoreAddress } from '../address.js';
import { parsePostgresUrl } from '../parse-postgres.js';
import { parseRedisUrl } from '../parse-redis.js';
import { type Certificates, hasOpenssl, makeCertificates } from '../testing/certificates.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from '../testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from '../testing/redis-server.js';
import { type Gateway, openGateway } from './gateway.js';

const canServe = hasPostgres && hasRedis && hasOpenssl();

describe.skipIf(!canServe)('a tap before a gateway (needs the servers of both stores and openssl)', () => {
  let certificates: Certificates;
  let postgres: PostgresServer;
  let redis: RedisServer;

  beforeAll(async () => {
    certificates = makeCertificates();
    const { caFile, good } = certificates;
    postgres = await startPostgresServer({ certificate: good });
    await postgres.sql("CREATE ROLE anna LOGIN PASSWORD 'se/same'");
    redis = await startRedisServer({ tls: { ...good, caFile }, settings: { requirepass: 'se/same' } });
  });
  afterAll(async () => {
    await postgres?.close();
    await redis?.close();
    certificates?.remove();
  });

  /** Lends the tap, the port to connect to, and what the tap has seen. */
  async function tapped(
    address: StoreAddress,
    use: (tap: Tap, port: number, seen: () => string[]) => Promise<void>,
  ): Promise<void> {
    const gateway: Gateway = await openGateway(address);
    const { host, port } = gateway;
    const tap = openTap({ store: address.product, upstream: { host, port } });
    const events: WireEvent[] = [];
    tap.subscribe((event) => events.push(event));
    try {
      await use(tap, (await tap.listen('A')).port, () =>
        events.map(({ text, reply }) => `${text} → ${reply}`),
      );
      expect(tap.unobserved).toBe(0);
    } finally {
      await tap.close();
      await gateway.close();
    }
  }

  test('sees what pg says, and can hold back a reply', async () => {
    const at = `localhost:${postgres.port}/postgres?sslmode=verify-full`;
    const address = parsePostgresUrl(`postgres://anna@${at}`, { caFile: certificates.caFile });
    await tapped(address, async (tap, port, seen) => {
      const client = new pg.Client(`postgres://anna:se%2Fsame@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query('SELECT $1::int', [7]);
      const hold = tap.hold(({ text }) => text.includes('held'));
      let answered = false;
      const held = client.query("SELECT 'held'").then(() => {
        answered = true;
      });
      await hold.held;
      expect(answered).toBe(false);
      hold.release();
      await held;
      await client.end();
      expect(seen()).toEqual(["SELECT '7'::int → 1 row", "SELECT 'held' → 1 row"]);
    });
  });

  test('sees what node-redis says, and what the guard refuses', async () => {
    const url = `rediss://:se%2Fsame@localhost:${redis.port}/4`;
    await tapped(parseRedisUrl(url, { caFile: certificates.caFile }), async (tap, port, seen) => {
      const client = createClient({ url: `redis://:se%2Fsame@127.0.0.1:${port}/4` });
      client.on('error', () => undefined);
      await client.connect();
      await client.set('a', '1');
      await expect(client.flushDb()).rejects.toThrow('FLUSHDB (not passed on');
      expect(await client.get('a')).toBe('1');
      await client.close();
      await until('all is seen', () => tap.pending === 0);
      expect(seen()).toEqual([
        'SET a 1 → OK',
        expect.stringMatching(
          /^FLUSHDB → \(error\) ERR unknown command .FLUSHDB \(not passed on: delete keys/,
        ),
        'GET a → "1"',
      ]);
    });
    expect(await redis.cli(['-n', '4', 'GET', 'a'], ['--pass', 'se/same'])).toBe('1');
  });
});
