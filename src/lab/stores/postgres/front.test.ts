import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningFront, startFront } from './testing/start-front.js';

let front: RunningFront;
beforeAll(async () => {
  front = await startFront();
});
afterAll(() => front.close());

async function withClients<T>(count: number, use: (...clients: pg.Client[]) => Promise<T>): Promise<T> {
  const clients = Array.from({ length: count }, () => new pg.Client(front.url));
  try {
    for (const client of clients) await client.connect();
    return await use(...clients);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** Whether a promise is still open after everything that is ready has run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol();
  const rounds = (async () => {
    for (let round = 0; round < 50; round++) await new Promise(setImmediate);
    return open;
  })();
  return (await Promise.race([promise, rounds])) === open;
}

describe('many connections', () => {
  test('every query gets its own answer, also those queued behind another connection’s transaction', async () => {
    const pool = new pg.Pool({ connectionString: front.url, max: 10 });
    try {
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          if (index % 10 > 0) return (await pool.query('SELECT $1::int AS n', [index])).rows[0].n;
          const client = await pool.connect();
          try {
            await client.query('BEGIN');
            const { rows } = await client.query('SELECT $1::int AS n', [index]);
            await client.query('COMMIT');
            return rows[0].n;
          } finally {
            client.release();
          }
        }),
      );
      expect(answers).toEqual(Array.from({ length: 200 }, (_, index) => index));
    } finally {
      await pool.end();
    }
  });

  test('a transaction keeps others out until it ends', () =>
    withClients(2, async (writer, reader) => {
      await writer.query('CREATE TABLE kept_out (n int)');
      await writer.query('BEGIN');
      await writer.query('INSERT INTO kept_out VALUES (1)');
      const count = reader.query('SELECT count(*)::int AS n FROM kept_out');
      expect(await isPending(count)).toBe(true);
      await writer.query('ROLLBACK');
      expect((await count).rows).toEqual([{ n: 0 }]);
    }));

  test('equal statement names mean what each connection prepared', () =>
    withClients(2, async (one, two) => {
      const first = { name: 'same', text: 'SELECT 1 AS n' };
      const second = { name: 'same', text: 'SELECT $1::text AS t', values: ['two'] };
      expect((await one.query(first)).rows).toEqual([{ n: 1 }]);
      expect((await two.query(second)).rows).toEqual([{ t: 'two' }]);
      expect((await one.query(first)).rows).toEqual([{ n: 1 }]);
    }));

  test('another’s DEALLOCATE ALL or DISCARD ALL does not take a statement away', () =>
    withClients(2, async (one, two) => {
      const named = { name: 'kept', text: 'SELECT $1::int AS n', values: [7] };
      await one.query(named);
      await two.query('DEALLOCATE ALL');
      expect((await one.query(named)).rows).toEqual([{ n: 7 }]);
      await two.query('DISCARD ALL');
      expect((await one.query(named)).rows).toEqual([{ n: 7 }]);
    }));

  test('a cursor can be read in a transaction while others wait', () =>
    withClients(2, async (one, two) => {
      await one.query('BEGIN');
      await one.query('DECLARE numbers CURSOR FOR SELECT n FROM generate_series(1, 5) AS n');
      const waiting = two.query('SELECT 1');
      expect((await one.query('FETCH 2 FROM numbers')).rows).toEqual([{ n: 1 }, { n: 2 }]);
      expect((await one.query('FETCH 2 FROM numbers')).rows).toEqual([{ n: 3 }, { n: 4 }]);
      await one.query('COMMIT');
      await waiting;
    }));

  test('an error leaves the connection and the others usable', () =>
    withClients(2, async (one, two) => {
      await expect(one.query('SELECT $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' });
      await one.query('BEGIN');
      await expect(one.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
      await expect(one.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
      const waiting = two.query('SELECT 2 AS n');
      await one.query('ROLLBACK');
      expect((await waiting).rows).toEqual([{ n: 2 }]);
    }));

  test('a client that vanishes in a transaction has it rolled back', () =>
    withClients(1, async (other) => {
      await other.query('CREATE TABLE vanished (n int)');
      const client = new pg.Client(front.url);
      client.on('error', () => undefined);
      await client.connect();
      await client.query('BEGIN');
      await client.query('INSERT INTO vanished VALUES (1)');
      const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
      stream.destroy();
      expect((await other.query('SELECT count(*)::int AS n FROM vanished')).rows).toEqual([{ n: 0 }]);
    }));
});

describe('sessions', () => {
  test('the last connection leaves no settings and no temporary tables', async () => {
    await withClients(1, async (client) => {
      await client.query("SET application_name = 'left behind'");
      await client.query('CREATE TEMP TABLE left_behind (n int)');
    });
    await withClients(1, async (client) => {
      const { rows } = await client.query(
        "SELECT current_setting('application_name') AS name, to_regclass('left_behind') AS temp",
      );
      expect(rows).toEqual([{ name: '', temp: null }]);
    });
  });

  test('settings are each connection’s own, and survive a turn of another', () =>
    withClients(2, async (one, two) => {
      const own = "SELECT current_setting('TimeZone') AS zone, current_setting('search_path') AS path";
      const before = (await two.query(own)).rows;
      await one.query("SET TIME ZONE 'Asia/Tokyo'");
      await one.query('BEGIN');
      await one.query("SELECT set_config('search_path', $1, false)", ['"$user", "a b", public']);
      await one.query('COMMIT');
      const set = (await one.query(own)).rows;
      expect(set).toEqual([{ zone: 'Asia/Tokyo', path: '"$user", "a b", public' }]);
      expect((await two.query(own)).rows).toEqual(before);
      expect((await one.query(own)).rows).toEqual(set);
      await one.query('RESET ALL');
      expect((await one.query(own)).rows).toEqual(before);
    }));

  test('a setting that was rolled back does not come again', () =>
    withClients(2, async (one, two) => {
      await one.query('BEGIN');
      await one.query("SET work_mem = '7MB'");
      await one.query('ROLLBACK');
      await two.query('SELECT 1');
      expect((await one.query('SHOW work_mem')).rows).not.toEqual([{ work_mem: '7MB' }]);
    }));

  test('a large result arrives whole', () =>
    withClients(1, async (client) => {
      const { rows } = await client.query(
        "SELECT n, repeat('x', 1000) AS text FROM generate_series(1, 20000) AS n",
      );
      expect(rows.length).toBe(20_000);
      expect(rows.every((row, index) => row.n === index + 1 && row.text.length === 1000)).toBe(true);
      const big = await client.query("SELECT repeat('y', 5000000) AS text");
      expect(big.rows[0].text.length).toBe(5_000_000);
      const sent = await client.query('SELECT length($1) AS n', ['z'.repeat(5_000_000)]);
      expect(sent.rows[0].n).toBe(5_000_000);
    }));
});

describe('notifications', () => {
  async function notified(client: pg.Client): Promise<string[]> {
    const seen: string[] = [];
    client.on('notification', ({ channel, payload }) => seen.push(`${channel} ${payload}`));
    return seen;
  }

  test('reach those who listen, and the notifier only if it listens', () =>
    withClients(3, async (listener, other, notifier) => {
      const [heard, unheard, own] = [
        await notified(listener),
        await notified(other),
        await notified(notifier),
      ];
      await listener.query('LISTEN news');
      await other.query('LISTEN "Other News"');
      await notifier.query("NOTIFY news, 'one'");
      await notifier.query('LISTEN news');
      await notifier.query('SELECT pg_notify($1, $2)', ['news', 'two']);
      await notifier.query('SELECT pg_notify($1, $2)', ['Other News', 'three']);
      for (const client of [listener, other, notifier]) await client.query('SELECT 1');
      expect(heard).toEqual(['news one', 'news two']);
      expect(unheard).toEqual(['Other News three']);
      expect(own).toEqual(['news two']);
    }));

  test('one who stops listening, or leaves, takes no channel away from another', () =>
    withClients(3, async (listener, leaver, notifier) => {
      const heard = await notified(listener);
      await listener.query('LISTEN shared');
      await leaver.query('LISTEN shared');
      await leaver.query('UNLISTEN shared');
      await notifier.query("NOTIFY shared, 'one'");
      await leaver.query('LISTEN shared');
      await leaver.query('UNLISTEN *');
      await notifier.query("NOTIFY shared, 'two'");
      await withClients(1, (passing) => passing.query('LISTEN shared'));
      await notifier.query("NOTIFY shared, 'three'");
      await listener.query('SELECT 1');
      expect(heard).toEqual(['shared one', 'shared two', 'shared three']);
    }));

  test('a LISTEN that is rolled back does not count', () =>
    withClients(3, async (listener, doubter, notifier) => {
      const unheard = await notified(doubter);
      await listener.query('LISTEN doubt');
      await doubter.query('BEGIN; LISTEN doubt');
      await doubter.query('ROLLBACK');
      await notifier.query('NOTIFY doubt');
      await doubter.query('SELECT 1');
      expect(unheard).toEqual([]);
    }));
});
