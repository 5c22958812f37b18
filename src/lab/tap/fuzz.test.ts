import { expect, test } from 'vitest';
import type { StoreName } from './event.js';
import { openTap } from './tap.js';
import { back, front } from './testing/postgres-messages.js';
import { Random } from './testing/random.js';
import { RawClient, scriptedStore } from './testing/scripted.js';
import { observe, type Script, type Transcript } from './testing/transcript.js';
import { until } from './testing/wait.js';

type Pieces = readonly [string | Buffer, ...(string | Buffer)[]];

const pieces: Record<StoreName, { sent: Pieces; received: Pieces }> = {
  postgres: {
    sent: [
      front.query('SELECT 1'),
      front.query("INSERT INTO t VALUES ('$1')"),
      front.parse('', 'SELECT $1, $2', [23, 25]),
      front.parse('s', 'SELECT $1'),
      front.bind('', '', ['1', Buffer.from('x')]),
      front.bind('p', 's', [null]),
      front.describe('S', 's'),
      front.describe('P', ''),
      front.execute(''),
      front.execute('p', 2),
      front.close('S', 's'),
      front.sync,
      front.flush,
      front.copyData('1\n'),
      front.copyDone,
    ],
    received: [
      back.parsed,
      back.bound,
      back.closed,
      back.noData,
      back.columns,
      back.parameters([23, 25]),
      back.row('1'),
      back.complete('SELECT 1'),
      back.complete('INSERT 0 1'),
      back.empty,
      back.suspended,
      back.copyIn,
      back.notice,
      back.error('no'),
      back.error('gone', 'FATAL'),
      back.ready(),
      back.ready('T'),
    ],
  },
  redis: {
    sent: [
      'GET a\r\n',
      '*2\r\n$3\r\nGET\r\n$1\r\na\r\n',
      '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$4\r\n\r\n"\'\r\n',
      '*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\na\r\n',
      '*1\r\n$11\r\nUNSUBSCRIBE\r\n',
      'CLIENT REPLY SKIP\r\n',
      'CLIENT REPLY ON\r\n',
      '*1\r\n$4\r\nPING\r\n',
      '\r\n',
    ],
    received: [
      '+OK\r\n',
      '-ERR no\r\n',
      ':1\r\n',
      '$1\r\na\r\n',
      '$-1\r\n',
      '*2\r\n:1\r\n*1\r\n_\r\n',
      '%1\r\n+a\r\n,1.5\r\n',
      '|1\r\n+a\r\n#t\r\n=5\r\ntxt:a\r\n',
      '*?\r\n:1\r\n.\r\n',
      '$?\r\n;1\r\na\r\n;0\r\n',
      '>3\r\n+message\r\n+a\r\n+b\r\n',
      '*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n',
      '*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n',
    ],
  },
};

/** A conversation in no sensible order, of messages of which a few are broken. */
function conversation(store: StoreName, random: Random): Script {
  const opening: Script =
    store === 'postgres'
      ? [
          ['>', front.startup],
          ['<', back.welcome],
        ]
      : [];
  const steps = Array.from({ length: 1 + random.below(30) }, () => {
    const sent = random.below(2) === 0;
    const { sent: requests, received: replies } = pieces[store];
    const piece = Buffer.from(random.pick(sent ? requests : replies));
    const bytes = random.below(25) === 0 ? random.mutate(piece) : piece;
    return [sent ? '>' : '<', bytes] as const;
  });
  return [...opening, ...steps];
}

/** What an observer makes of it, or that it gives up. */
function outcome(store: StoreName, script: Script, size?: number): Transcript | 'gives up' {
  try {
    return observe(store, script, size);
  } catch (error) {
    if (error instanceof Error && error.name === 'Unreadable') return 'gives up';
    throw error;
  }
}

test.each(['postgres', 'redis'] as const)('%s: makes the same of nonsense however it is split', (store) => {
  for (let seed = 0; seed < 3000; seed++) {
    const random = new Random(seed);
    const script = conversation(store, random);
    const whole = outcome(store, script);
    expect(outcome(store, script, 1), `seed ${seed}`).toEqual(whole);
    expect(outcome(store, script, 1 + random.below(9)), `seed ${seed}`).toEqual(whole);
  }
});

test.each(['postgres', 'redis'] as const)('%s: passes nonsense on unchanged, both ways', async (store) => {
  const upstream = await scriptedStore((socket) => socket.pause());
  const tap = openTap({ store, upstream: { host: upstream.host, port: upstream.port } });
  const { port } = await tap.listen('A');
  tap.subscribe(() => undefined);
  for (let seed = 0; seed < 60; seed++) {
    const random = new Random(seed);
    const script = conversation(store, random);
    const client = RawClient.open(port);
    await until('the store is reached', () => upstream.connections.length === seed + 1);
    const server = upstream.connections[seed];
    if (!server) throw new Error('no connection');
    const reached: Buffer[] = [];
    server.on('data', (chunk: Buffer) => reached.push(chunk)).resume();
    const holds = [tap.hold(() => random.below(3) === 0), tap.hold(() => true)];
    tap.delay(random.below(3), 'A');
    if (random.below(3) === 0) tap.silence();
    for (const [direction, content] of script) {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + random.below(40);
        (direction === '>' ? client.socket : server).write(bytes.subarray(at, at + size));
        at += size;
        if (random.below(4) === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    for (const hold of holds) hold.release();
    await tap.restore();
    const sum = (way: string) =>
      Buffer.concat(
        script.flatMap(([direction, content]) => (direction === way ? [Buffer.from(content)] : [])),
      );
    await until(`all of seed ${seed} has passed`, () => {
      return Buffer.concat(reached).length === sum('>').length && client.received.length === sum('<').length;
    });
    expect(Buffer.concat(reached).equals(sum('>')), `seed ${seed}, to the store`).toBe(true);
    expect(client.received.equals(sum('<')), `seed ${seed}, to the client`).toBe(true);
    client.socket.destroy();
    server.destroy();
  }
  await until('nothing is pending', () => tap.pending === 0);
  await tap.close();
  await upstream.close();
});
