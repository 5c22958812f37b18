import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../../tap/testing/random.js';
import { RawClient } from '../../../tap/testing/scripted.js';
import { until } from '../../../tap/testing/wait.js';
import { encodeCommand } from '../../redis/connection.js';
import { parseRedisUrl } from '../parse-redis.js';
import { hasRedis, type RedisServer, startRedisServer } from '../testing/redis-server.js';
import { type Gateway, openGateway } from './gateway.js';

describe.skipIf(!hasRedis)('somebody’s Redis behind the guard (needs redis-server and redis-cli)', () => {
  let server: RedisServer;
  let gateway: Gateway;
  const auth = ['--pass', 'secret'];

  beforeAll(async () => {
    server = await startRedisServer({ settings: { requirepass: 'secret', maxmemory: '50mb' } });
    for (const database of ['0', '3', '6']) {
      await server.cli(['-n', database, 'MSET', 'theirs', 'precious', 'count', '7'], auth);
    }
    await server.cli(['ACL', 'SETUSER', 'other', 'on', '>x'], auth);
    gateway = await openGateway(parseRedisUrl(`redis://:secret@127.0.0.1:${server.port}/5`));
  });
  afterAll(async () => {
    await gateway?.close();
    await server?.close();
  });

  /** All that is not the learner's. */
  async function theirs(): Promise<string[]> {
    const keys = ['0', '3', '6'].map((database) =>
      server.cli(['-n', database, 'MGET', 'theirs', 'count'], auth),
    );
    const sizes = ['0', '3', '6'].map((database) => server.cli(['-n', database, 'DBSIZE'], auth));
    const settings = [server.cli(['ACL', 'LIST'], auth), server.cli(['CONFIG', 'GET', 'maxmemory'], auth)];
    return Promise.all([...keys, ...sizes, ...settings]);
  }

  const open = () => {
    const client = RawClient.open(gateway.port);
    client.socket.write(encodeCommand(['AUTH', 'secret']));
    return client;
  };

  test('a client begins in the learner’s database, whether it asks for it or not', async () => {
    for (const path of ['', '/5']) {
      const client = createClient({ url: `redis://:secret@127.0.0.1:${gateway.port}${path}` });
      client.on('error', () => undefined);
      await client.connect();
      await client.set(`mine${path}`, 'yes');
      await client.close();
    }
    expect((await server.cli(['-n', '5', 'KEYS', '*'], auth)).split('\n').sort()).toEqual(['mine', 'mine/5']);
  });

  test('a client that asks for another is told', async () => {
    const client = createClient({
      url: `redis://:secret@127.0.0.1:${gateway.port}/0`,
      socket: { reconnectStrategy: false },
    });
    client.on('error', () => undefined);
    // node-redis does not send SELECT 0, and is where it may be.
    await client.connect();
    await expect(client.select(3)).rejects.toThrow(
      /SELECT \(not passed on: it reaches beyond your logical database\)/,
    );
    await client.close();
  });

  test('errors come back in order, in a pipeline and in a transaction', async () => {
    const client = open();
    const lines = [
      'SET a 1',
      'FLUSHALL',
      'GET a',
      'MULTI',
      'INCR a',
      'SELECT 0',
      'EXEC',
      'GET a',
      'ECHO last',
    ];
    client.socket.write(Buffer.concat(lines.map((line) => encodeCommand(line.split(' ')))));
    await until('all is answered', () => client.text.endsWith('last\r\n'));
    const replies = client.text.replace(/ERR unknown command .(\w+).*/g, 'ERR $1').split('\r\n');
    expect(replies).toEqual([
      ...['+OK', '+OK', '-ERR FLUSHALL', '$1', '1'],
      ...['+OK', '+QUEUED', '-ERR SELECT', '-EXECABORT Transaction discarded because of previous errors.'],
      ...['$1', '1', '$4', 'last', ''],
    ]);
    client.socket.destroy();
  });

  test('what is no command is answered before the end', async () => {
    const client = open();
    client.socket.write('*1\r\n:5\r\n');
    await until('it has ended', () => client.ended);
    expect(client.text).toMatch(
      /^\+OK\r\n-ERR unknown command .\(not passed on: this is no command\).*\r\n\+OK\r\n$/,
    );
    client.socket.destroy();
  });

  test('all else is answered as by Redis itself, however it is split', async () => {
    const lines = [
      ...[
        'SET a 1',
        'GET a',
        'INCR a',
        'LPUSH l a b c',
        'LRANGE l 0 -1',
        'MULTI',
        'EXEC',
        'DISCARD',
        'COPY a b',
        'NONSENSE x',
      ],
      ...[
        'HELLO 3',
        'HELLO 2',
        'CLIENT TRACKING ON',
        'EVAL "return {1, {2, 3}}" 0',
        'SUBSCRIBE a b',
        'UNSUBSCRIBE',
        'PING',
      ],
      ...[
        'CONFIG GET maxmemory',
        'CLIENT REPLY SKIP',
        'SELECT 5',
        'TYPE l',
        'SET "a b" \'c d\'',
        'DEL a l b',
        'PUBLISH a x',
      ],
    ] as [string, ...string[]];
    const random = new Random(5);
    for (let round = 0; round < 60; round++) {
      const pieces = Array.from({ length: 25 }, () => {
        if (random.below(8) === 0) return encodeCommand(['SET', 'v', random.bytes(random.below(3000))]);
        return Buffer.from(`${random.pick(lines)}\r\n`);
      });
      const all = Buffer.concat([
        Buffer.from('AUTH secret\r\nSELECT 5\r\nCLIENT REPLY SKIP\r\nUNLINK a l b v "a b"\r\n'),
        ...pieces,
      ]);
      const direct = await answersTo(server.port, all, random);
      expect(await answersTo(gateway.port, all, random), `round ${round}`).toBe(direct);
    }
  });

  test('a client that does not know the password, and one that goes back to the beginning', async () => {
    const client = RawClient.open(gateway.port);
    client.socket.write('GET mine\r\nAUTH wrong\r\nGET mine\r\nAUTH secret\r\nRESET\r\nGET mine\r\n');
    await until('all is answered', () => client.text.endsWith('yes\r\n'));
    expect(client.text.match(/log in with the password of the URL first/g)).toHaveLength(2);
    expect(client.text).toContain('-WRONGPASS');
    expect(client.text).toContain('RESET (not passed on');
    client.socket.destroy();
  });

  test('nothing that a client says touches what is not its own', async () => {
    const before = await theirs();
    const harmful = [
      ...[
        'FLUSHALL',
        'FLUSHDB',
        'SELECT 0',
        'SELECT 3',
        'SWAPDB 0 5',
        'SWAPDB 3 6',
        'MOVE mine 3',
        'RESET',
        'SHUTDOWN NOSAVE',
      ],
      ...[
        'COPY mine theirs DB 0 REPLACE',
        'COPY mine theirs REPLACE DB 3',
        'CONFIG SET maxmemory 1mb',
        'ACL DELUSER other',
      ],
      ...[
        'REPLICAOF 127.0.0.1 1',
        'DEBUG FLUSHALL',
        'DEBUG RELOAD',
        'ACL SETUSER default >y',
        'CONFIG SET requirepass z',
      ],
      ...[
        'MULTI',
        'EXEC',
        'DISCARD',
        'AUTH other x',
        'AUTH secret',
        'HELLO 3',
        'HELLO 2',
        'SET mine no',
        'SET theirs 0',
      ],
      ...[
        'DEL theirs count',
        'INCR count',
        'CLIENT REPLY SKIP',
        'CLIENT KILL TYPE normal',
        'PING',
        'UNLINK count',
      ],
    ] as [string, ...string[]];
    const random = new Random(11);
    for (let round = 0; round < 60; round++) {
      const client = open();
      const pieces = Array.from({ length: 30 }, () => {
        const line = random.pick(harmful);
        const bytes = random.below(2) === 0 ? Buffer.from(`${line}\r\n`) : encodeCommand(line.split(' '));
        return random.below(12) === 0 ? random.mutate(bytes) : bytes;
      });
      const all = Buffer.concat([...pieces, Buffer.from('\r\nQUIT\r\n')]);
      for (let at = 0; at < all.length; ) {
        const size = 1 + random.below(80);
        client.socket.write(all.subarray(at, at + size));
        at += size;
        if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      // A mutation may leave Redis waiting for the rest of a value.
      client.socket.end();
      await until(`round ${round} is over`, () => client.ended || client.closed);
      client.socket.destroy();
    }
    expect(await theirs()).toEqual(before);
    expect((await server.cli(['INFO', 'keyspace'], auth)).match(/^db\d+/gm)).toEqual([
      'db0',
      'db3',
      'db5',
      'db6',
    ]);
  });
});

/** Says this, in pieces, and resolves with all that is answered. */
async function answersTo(port: number, words: Buffer, random: Random): Promise<string> {
  const client = RawClient.open(port);
  const all = Buffer.concat([words, Buffer.from('CLIENT REPLY ON\r\nQUIT\r\n')]);
  for (let at = 0; at < all.length; ) {
    const size = 1 + random.below(400);
    client.socket.write(all.subarray(at, at + size));
    at += size;
    if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await until('Redis hangs up', () => client.ended);
  client.socket.destroy();
  // The number of the connection differs.
  return client.received.toString('latin1').replace(/(\$2\r\nid\r\n):\d+/g, '$1');
}
