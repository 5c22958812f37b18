import { expect, test } from 'vitest';
import type { StoreName, Tap, WireEvent } from './event.js';
import { openTap } from './tap.js';
import { front } from './testing/postgres-messages.js';
import { Random } from './testing/random.js';
import { RawClient } from './testing/scripted.js';
import { postgresPrograms, redisProgram, startPostgres, startRedis } from './testing/servers.js';
import { until } from './testing/wait.js';

const copy = [front.copyData('1\n'), front.copyDone] as const;

const batches = [
  [front.parse('', 'SELECT 1'), front.bind('', ''), front.execute('')],
  [
    front.parse('', 'SELECT $1::int', [23]),
    front.describe('S', ''),
    front.bind('', '', ['7']),
    front.execute(''),
  ],
  [front.parse('s', 'SELECT a FROM generate_series(1, 5) a'), front.bind('p', 's'), front.describe('P', 'p')],
  [front.execute('p', 2), front.execute('p', 2), front.execute('p')],
  [front.close('S', 's'), front.close('P', 'p')],
  [front.parse('', 'SELECT nonsense'), front.bind('', ''), front.execute('')],
  [front.parse('', 'SELECT 1 / $1', [23]), front.bind('', '', ['0']), front.execute('')],
  [front.parse('', 'INSERT INTO d VALUES (1), (1)'), front.bind('', ''), front.execute('')],
  [front.parse('', ''), front.bind('', ''), front.execute('')],
  [
    front.parse('', 'COPY t FROM STDIN'),
    front.bind('', ''),
    front.execute(''),
    front.sync,
    ...copy,
    front.sync,
  ],
  [front.query('SELECT 1; SELECT 2 / 0; SELECT 3')],
  [front.query('BEGIN; INSERT INTO t VALUES (1)'), front.query('COMMIT')],
  [front.query('COPY t FROM STDIN'), ...copy],
  [front.query('COPY t TO STDOUT; SHOW server_version')],
  [front.query(''), front.query("DO $$ BEGIN RAISE NOTICE 'look'; END $$")],
  [front.flush],
  [front.sync],
] as const;

/** To subscribe within EXEC is left out: Redis then sends more replies than the array says. */
const commands = [
  ...(['SET a 1', 'GET a', 'GET none', 'INCR a', 'LPUSH a 1', 'LPUSH l a b c', 'LRANGE l 0 -1'] as const),
  ...(['MULTI\r\nINCR a\r\nNONSENSE\r\nEXEC', 'MULTI\r\nSUBSCRIBE a b\r\nDISCARD', 'EXEC'] as const),
  ...(['MULTI\r\nLPUSH l a\r\nGET a\r\nEXEC', 'PING', 'PING you', 'NONSENSE', 'CONFIG GET max*'] as const),
  ...(['HELLO 3', 'HELLO 2', 'CLIENT TRACKING ON', 'EVAL "return {1, {2, {3}}}" 0', 'RESET'] as const),
  ...(['SUBSCRIBE a b', 'PSUBSCRIBE c*', 'PUBLISH a x', 'PUBLISH cc y', 'UNSUBSCRIBE'] as const),
  ...(['UNSUBSCRIBE a', 'PUNSUBSCRIBE', 'DEBUG PROTOCOL attrib', 'DEBUG PROTOCOL map'] as const),
] as const;

/** What a client might say, in no sensible order; and how it ends, so that what has slipped is seen. */
interface Talk {
  readonly opening: Buffer;
  piece(random: Random): Buffer;
  readonly ending: string | Buffer;
  readonly lastEvent: string;
}

const talks: Record<StoreName, Talk> = {
  postgres: {
    opening: front.startup,
    piece: (random) => Buffer.concat([...random.pick(batches)]),
    ending: Buffer.concat([front.sync, front.query("ROLLBACK; SELECT 'last'")]),
    lastEvent: "ROLLBACK; SELECT 'last' → ROLLBACK, 1 row",
  },
  redis: {
    opening: Buffer.alloc(0),
    piece: (random) => Buffer.from(`${random.pick(commands)}\r\n`),
    ending: 'DISCARD\r\nRESET\r\nECHO last\r\n',
    lastEvent: 'ECHO last → "last"',
  },
};

async function converse(tap: Tap, { opening, piece, ending, lastEvent }: Talk, rounds: number) {
  let events: WireEvent[] = [];
  tap.subscribe((event) => events.push(event));
  const { port } = await tap.listen('A');
  for (let seed = 0; seed < rounds; seed++) {
    events = [];
    const random = new Random(seed);
    const client = RawClient.open(port);
    const pieces = Array.from({ length: 1 + random.below(20) }, () => piece(random));
    const bytes = Buffer.concat([opening, ...pieces, Buffer.from(ending)]);
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + random.below(100);
      client.socket.write(bytes.subarray(at, at + size));
      at += size;
      if (random.below(3) === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const seen = () => events.map(({ text, reply }) => `${text} → ${reply}`);
    const through = until(`seed ${seed} is through`, () => seen().at(-1) === lastEvent);
    await through.catch((error: Error) => {
      throw new Error(
        `${error.message}: ${bytes} was answered with ${client.text}, seen as ${seen().join('\n')}`,
      );
    });
    expect(tap.pending, `seed ${seed}`).toBe(0);
    expect(tap.unobserved, `seed ${seed}`).toBe(0);
    client.socket.destroy();
  }
}

const programs = postgresPrograms();
test.skipIf(!programs)('nothing that a client says to PostgreSQL makes the tap lose count', async () => {
  const server = await startPostgres(programs ?? '');
  const tap = openTap({ store: 'postgres', upstream: { path: server.path } });
  try {
    const { port } = await tap.listen('setup');
    const client = RawClient.open(port);
    const tables = 'CREATE TABLE t (a int); CREATE TABLE d (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)';
    client.socket.write(Buffer.concat([front.startup, front.query(tables)]));
    await until('the tables are there', () => client.text.includes('CREATE TABLE') && tap.pending === 0);
    client.socket.destroy();
    await converse(tap, talks.postgres, 150);
  } finally {
    await tap.close();
    await server.close();
  }
});

test.skipIf(!redisProgram())('nothing that a client says to Redis makes the tap lose count', async () => {
  const server = await startRedis();
  const tap = openTap({ store: 'redis', upstream: { path: server.path } });
  try {
    await converse(tap, talks.redis, 150);
  } finally {
    await tap.close();
    await server.close();
  }
});
