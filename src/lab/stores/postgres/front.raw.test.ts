import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cstring, int32, message, query, sync } from './messages.js';
import {
  bind,
  copyData,
  copyDone,
  execute,
  flush,
  letters,
  parse,
  RawClient,
  startupPacket,
  textOf,
} from './testing/raw-client.js';
import { type RunningFront, startFront } from './testing/start-front.js';

const idleLimitMs = 300;

let front: RunningFront;
beforeAll(async () => {
  front = await startFront(idleLimitMs);
});
afterAll(() => front.close());

const open = () => RawClient.open(front.port);

/** Asks for something and gives what the answer says. */
async function ask(client: RawClient, sql: string): Promise<string> {
  client.send(query(sql));
  return textOf(await client.until('Z'));
}

describe('startup', () => {
  test('tells the settings that clients follow, and is ready', async () => {
    const client = await RawClient.connect(front.port);
    client.send(startupPacket({ user: 'anyone', database: 'anything', application_name: 'raw' }));
    const answer = await client.until('Z');
    expect(letters(answer)).toMatch(/^RS+KZ$/);
    const text = textOf(answer);
    for (const setting of [
      'server_version.18',
      'client_encoding.UTF8',
      'DateStyle.ISO, MDY',
      'TimeZone.UTC',
    ]) {
      expect(text).toContain(setting);
    }
    expect(text).toContain('standard_conforming_strings.on');
    expect(text).toContain('integer_datetimes.on');
    expect(text).toContain('application_name.raw');
    client.socket.destroy();
  });

  test.each([
    ['SSLRequest', 80_877_103],
    ['GSSENCRequest', 80_877_104],
  ])('%s is answered with N, and the client goes on in the clear', async (_, code) => {
    const client = await RawClient.connect(front.port);
    const first: Buffer[] = [];
    client.socket.once('data', (chunk) => first.push(chunk));
    client.send(int32(8), int32(code));
    await client.wait(() => first.length > 0, 'an answer');
    expect(Buffer.concat(first).toString()).toBe('N');
    client.socket.destroy();
  });

  test('a client that asks for a newer protocol is told which one is spoken', async () => {
    const client = await RawClient.connect(front.port);
    client.send(startupPacket({ user: 'new', '_pq_.some_option': '1' }, (3 << 16) | 2));
    expect(letters(await client.until('Z'))).toMatch(/^vRS+KZ$/);
    client.socket.destroy();
  });

  test('a cancel request ends quietly', async () => {
    const client = await RawClient.connect(front.port);
    client.send(int32(16), int32(80_877_102), int32(1), int32(2));
    expect(await client.untilClosed()).toEqual([]);
  });

  test.each([
    ['an absurd length', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a negative length', Buffer.concat([int32(-1), int32(3 << 16)])],
    ['another protocol', Buffer.concat([int32(8), int32(2 << 16)])],
  ])('%s in the startup packet ends the connection, and nothing else', async (_, bytes) => {
    const client = await RawClient.connect(front.port);
    client.send(bytes);
    expect(letters(await client.untilClosed())).toBe('E');
    const other = await open();
    expect(await ask(other, 'SELECT 1')).toContain('SELECT 1');
    other.socket.destroy();
  });

  test.each([
    ['an unknown message', message('?')],
    ['a password that nobody asked for', message('p', cstring('secret'))],
    ['an oversize length', Buffer.concat([Buffer.from('Q'), int32(0x7fffffff)])],
    ['a length that is too short', Buffer.concat([Buffer.from('S'), int32(3)])],
  ])('%s ends the connection with an error', async (_, bytes) => {
    const client = await open();
    client.send(bytes);
    expect(textOf(await client.untilClosed())).toContain('C08P01');
  });
});

describe('batches', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('may come in pieces of %d bytes', async (size) => {
    const client = await RawClient.connect(front.port);
    const batch = [parse('split', 'SELECT $1::text'), bind('split', 'whole'), execute, sync];
    await client.sendSplit(Buffer.concat([startupPacket({ user: 'split' }), ...batch]), size);
    await client.until('Z');
    const answer = await client.until('Z');
    expect(letters(answer)).toBe('12DCZ');
    expect(textOf(answer)).toContain('whole');
    client.socket.destroy();
  });

  test('an error without a Sync holds nobody up for longer than the idle limit', async () => {
    const [broken, other] = [await open(), await open()];
    broken.send(parse('', 'SELECT nothing'), flush);
    expect(textOf(await broken.until('E'))).toContain('C42703');
    expect(await ask(other, 'SELECT 1')).toContain('SELECT 1');
    expect(textOf(await broken.untilClosed())).toContain('C25P03');
    other.socket.destroy();
  });

  test('an error skips what follows, up to the Sync', async () => {
    const client = await open();
    client.send(
      parse('', 'SELECT nothing'),
      bind(''),
      execute,
      sync,
      parse('', 'SELECT 1'),
      bind(''),
      execute,
      sync,
    );
    expect(letters(await client.until('Z'))).toBe('EZ');
    expect(letters(await client.until('Z'))).toBe('12DCZ');
    client.socket.destroy();
  });

  test('an error skips a Query too, up to the Sync; nobody else’s', async () => {
    const [client, other] = [await open(), await open()];
    client.send(parse('', 'SELECT nothing'), query('SELECT 1'));
    await client.until('E');
    const later = ask(other, "SELECT 'later'");
    client.send(sync);
    expect(letters(await client.until('Z'))).toBe('Z');
    expect(await later).toContain('later');
    for (const { socket } of [client, other]) socket.destroy();
  });

  test('a Query in the middle of a pipeline ends nobody else’s statement', async () => {
    const [client, other] = await Promise.all([open(), open()]);
    client.send(parse('', 'SELECT 1'), bind(''), execute, query('SELECT 2'));
    expect(textOf(await client.until('Z'))).toMatch(/Z.*T$/s);
    client.send(sync);
    expect(textOf(await client.until('Z'))).toMatch(/Z.*I$/s);
    expect(await ask(other, "SELECT 'well'")).toContain('well');
    expect(await ask(client, "SELECT 'well again'")).toContain('well again');
  });

  test('Flush brings the answer so far, and the backend is kept until the Sync', async () => {
    const [client, other] = [await open(), await open()];
    client.send(parse('', 'SELECT 1'), flush);
    expect(letters(await client.until('1'))).toBe('1');
    const later = ask(other, "SELECT 'later'");
    client.send(bind(''), execute, sync);
    expect(letters(await client.until('Z'))).toBe('2DCZ');
    expect(await later).toContain('later');
    for (const { socket } of [client, other]) socket.destroy();
  });

  test('the unnamed statement is each connection’s own', async () => {
    const [one, two] = [await open(), await open()];
    one.send(parse('', "SELECT 'of one'"), sync);
    await one.until('Z');
    two.send(parse('', "SELECT 'of two'"), sync);
    await two.until('Z');
    one.send(bind(''), execute, sync);
    const answer = await one.until('Z');
    expect(letters(answer)).toBe('2DCZ');
    expect(textOf(answer)).toContain('of one');
    two.send(bind(''), execute, sync);
    expect(textOf(await two.until('Z'))).toContain('of two');
    for (const { socket } of [one, two]) socket.destroy();
  });

  test('a simple query takes the unnamed statement away, as in the server', async () => {
    const client = await open();
    client.send(parse('', 'SELECT 1'), sync, query('SELECT 2'), bind(''), execute, sync);
    await client.until('Z');
    await client.until('Z');
    expect(textOf(await client.until('Z'))).toContain('C26000');
    client.socket.destroy();
  });

  test('names longer than 63 bytes stay apart, and errors show a name as it was given', async () => {
    const client = await open();
    const long = 'x'.repeat(63);
    client.send(parse(`${long}1`, "SELECT 'first'"), parse(`${long}2`, "SELECT 'second'"), sync);
    expect(letters(await client.until('Z'))).toBe('11Z');
    client.send(bind(`${long}1`), execute, sync);
    expect(textOf(await client.until('Z'))).toContain('first');
    client.send(parse(`${long}2`, 'SELECT 3'), sync);
    expect(textOf(await client.until('Z'))).toContain(`"${long}2" already exists`);
    client.send(bind('unknown'), sync);
    expect(textOf(await client.until('Z'))).toContain('"unknown" does not exist');
    client.socket.destroy();
  });
});

describe('clients that stay away', () => {
  test('an idle transaction is rolled back when others have waited too long', async () => {
    const [idle, other] = [await open(), await open()];
    await ask(other, 'CREATE TABLE idle (n int)');
    await ask(idle, 'BEGIN');
    await ask(idle, 'INSERT INTO idle VALUES (1)');
    expect(await ask(other, 'SELECT count(*) FROM idle')).toMatch(/D\.{10}0\|/);
    const error = textOf(await idle.untilClosed());
    expect(error).toContain('FATAL');
    expect(error).toContain('C25P03');
    other.socket.destroy();
  });

  test('an idle transaction that nobody waits for may last', async () => {
    const idle = await open();
    await ask(idle, 'BEGIN');
    await new Promise((resolve) => setTimeout(resolve, 2 * idleLimitMs));
    expect(await ask(idle, 'COMMIT')).toContain('COMMIT');
    idle.socket.destroy();
  });

  test('one that asks and does not read is not answered until it does', async () => {
    const [deaf, other] = [await open(), await open()];
    await ask(other, 'CREATE TABLE unread (n int)');
    const asked = 100;
    deaf.socket.pause();
    for (let n = 0; n < asked; n++)
      deaf.send(query("INSERT INTO unread VALUES (1); SELECT repeat('x', 1000000)"));
    // Turns are taken one after the other: it would have had all of its own by then.
    for (let turn = 0; turn < 2 * asked; turn++) await ask(other, 'SELECT 1');
    const written = Number(/D\.{10}(\d+)\|/.exec(await ask(other, 'SELECT count(*) FROM unread'))?.[1]);
    expect(written).toBeLessThan(asked / 2);
    deaf.socket.resume();
    for (let n = 0; n < asked; n++) await deaf.until('Z');
    expect(await ask(other, 'SELECT count(*) FROM unread')).toMatch(new RegExp(`D\\.{10}${asked}\\|`));
    for (const { socket } of [deaf, other]) socket.destroy();
  });

  test('one that vanishes in the middle of a batch leaves nothing behind', async () => {
    const [gone, other] = [await open(), await open()];
    await ask(other, 'CREATE TABLE vanished (n int)');
    gone.send(parse('', 'INSERT INTO vanished VALUES (1)'), bind(''), execute, flush);
    await gone.until('C');
    gone.socket.resetAndDestroy();
    expect(await ask(other, 'SELECT count(*) FROM vanished')).toMatch(/D\.{10}0\|/);
    other.socket.destroy();
  });

  test('one that says something and leaves at once is heard, though others are first', async () => {
    const [hasty, other] = [await open(), await open()];
    await ask(other, 'CREATE TABLE hasty (n int)');
    await ask(other, 'BEGIN');
    hasty.socket.end(query('INSERT INTO hasty VALUES (1)'));
    // Long enough for the front to notice both.
    for (let round = 0; round < 20; round++) await ask(other, 'SELECT 1');
    await ask(other, 'COMMIT');
    await hasty.untilClosed();
    expect(await ask(other, 'SELECT count(*) FROM hasty')).toMatch(/D\.{10}1\|/);
    other.socket.destroy();
  });

  test('statements go with their connection', async () => {
    const [gone, other] = [await open(), await open()];
    gone.send(parse('dropped', 'SELECT 4711'), sync);
    await gone.until('Z');
    gone.socket.end(message('X'));
    await gone.untilClosed();
    const left = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 4711'";
    expect(await ask(other, left)).toMatch(/D\.{10}0\|/);
    other.socket.destroy();
  });
});

describe('COPY', () => {
  test('FROM STDIN by simple query, data in any pieces', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied (n int, t text)');
    client.send(query('COPY copied FROM STDIN'));
    expect(letters(await client.until('G'))).toBe('G');
    client.send(copyData('1\ton'), copyData('e\n2\ttwo\n'), copyDone);
    expect(textOf(await client.until('Z'))).toContain('COPY 2');
    expect(await ask(client, 'SELECT sum(n), max(t) FROM copied')).toContain('3....two');
    client.socket.destroy();
  });

  test('FROM STDIN by the extended protocol: the Sync that comes too early is ignored', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied_extended (n int)');
    client.send(parse('c', 'COPY copied_extended FROM STDIN'), sync);
    await client.until('Z');
    client.send(bind('c'), execute, sync);
    expect(letters(await client.until('G'))).toBe('2G');
    client.send(copyData('1\n2\n3\n'), copyDone, sync);
    expect(letters(await client.until('Z'))).toBe('CZ');
    client.send(bind('c'), execute, flush);
    expect(letters(await client.until('G'))).toBe('2G');
    client.send(copyData('4\n'), copyDone, sync);
    expect(textOf(await client.until('Z'))).toContain('COPY 1');
    expect(await ask(client, 'SELECT count(*) FROM copied_extended')).toMatch(/D\.{10}4\|/);
    client.socket.destroy();
  });

  test('CopyFail undoes it', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copy_failed (n int)');
    client.send(query('COPY copy_failed FROM STDIN'));
    await client.until('G');
    client.send(copyData('1\n'), message('f', Buffer.from('second thoughts\0')));
    const answer = await client.until('Z');
    expect(letters(answer)).toBe('EZ');
    expect(textOf(answer)).toContain('second thoughts');
    expect(await ask(client, 'SELECT count(*) FROM copy_failed')).toMatch(/D\.{10}0\|/);
    client.socket.destroy();
  });

  test('others are served while the data is on its way', async () => {
    const [slow, other] = [await open(), await open()];
    await ask(slow, 'CREATE TABLE copied_slowly (n int)');
    slow.send(query('COPY copied_slowly FROM STDIN'));
    await slow.until('G');
    slow.send(copyData('1\n'));
    expect(await ask(other, 'SELECT count(*) FROM copied_slowly')).toMatch(/D\.{10}0\|/);
    slow.send(copyDone);
    await slow.until('Z');
    for (const { socket } of [slow, other]) socket.destroy();
  });

  test('an error that was not there when the data was asked for is told', async () => {
    const [slow, other] = [await open(), await open()];
    await ask(slow, 'CREATE TABLE copied_too_late (n int)');
    slow.send(query('COPY copied_too_late FROM STDIN'));
    await slow.until('G');
    await ask(other, 'DROP TABLE copied_too_late');
    slow.send(copyData('1\n'), copyDone);
    const answer = await slow.until('Z');
    expect(letters(answer)).toBe('EZ');
    expect(textOf(answer)).toContain('C42P01');
    for (const { socket } of [slow, other]) socket.destroy();
  });

  test('in a transaction: what came before it stays', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied_late (n int)');
    await ask(client, 'BEGIN');
    await ask(client, 'INSERT INTO copied_late VALUES (1)');
    client.send(query('COPY copied_late FROM STDIN'));
    await client.until('G');
    client.send(copyData('2\n'), copyDone);
    expect(textOf(await client.until('Z'))).toMatch(/COPY 1.*Z\.{4}T$/);
    expect(await ask(client, 'COMMIT')).toContain('COMMIT');
    expect(await ask(client, 'SELECT sum(n) FROM copied_late')).toMatch(/D\.{10}3\|/);
    client.socket.destroy();
  });

  test('in a transaction by the extended protocol', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied_later (n int)');
    await ask(client, 'BEGIN');
    await ask(client, 'INSERT INTO copied_later VALUES (1)');
    client.send(parse('', 'COPY copied_later FROM STDIN'), bind(''), execute, sync);
    expect(letters(await client.until('G'))).toBe('12G');
    client.send(copyData('2\n'), copyDone, sync);
    expect(textOf(await client.until('Z'))).toMatch(/COPY 1.*Z\.{4}T$/);
    await ask(client, 'COMMIT');
    expect(await ask(client, 'SELECT sum(n) FROM copied_later')).toMatch(/D\.{10}3\|/);
    client.socket.destroy();
  });

  test('between a BEGIN and a COMMIT of the same query', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied_within (n int)');
    client.send(query('BEGIN; COPY copied_within FROM STDIN; COMMIT'));
    expect(letters(await client.until('G'))).toBe('CG');
    client.send(copyData('1\n'), copyDone);
    const answer = await client.until('Z');
    expect(letters(answer)).toBe('CCZ');
    expect(textOf(answer)).toMatch(/Z\.{4}I$/);
    expect(await ask(client, 'SELECT count(*) FROM copied_within')).toMatch(/D\.{10}1\|/);
    client.socket.destroy();
  });

  test('among other statements, and twice in one query', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE copied_twice (n int)');
    client.send(
      query(
        'INSERT INTO copied_twice VALUES (1); COPY copied_twice FROM STDIN; COPY copied_twice FROM STDIN; SELECT 5',
      ),
    );
    expect(letters(await client.until('G'))).toBe('CG');
    client.send(copyData('2\n'), copyDone);
    expect(letters(await client.until('G'))).toBe('CG');
    client.send(copyData('3\n'), copyDone);
    expect(letters(await client.until('Z'))).toBe('CTDCZ');
    expect(await ask(client, 'SELECT sum(n), count(*) FROM copied_twice')).toContain('6....3');
    client.socket.destroy();
  });

  test('what only talks about COPY FROM STDIN is run once', async () => {
    const client = await open();
    await ask(client, 'CREATE TABLE talk (t text)');
    expect(await ask(client, "INSERT INTO talk VALUES ('copy from stdin')")).toContain('INSERT 0 1');
    await ask(client, 'BEGIN');
    expect(await ask(client, "INSERT INTO talk VALUES ('copy from stdin')")).toMatch(/INSERT 0 1.*Z\.{4}T$/);
    await ask(client, 'COMMIT');
    expect(await ask(client, 'SELECT count(*) FROM talk')).toMatch(/D\.{10}2\|/);
    client.socket.destroy();
  });

  test('TO STDOUT', async () => {
    const client = await open();
    client.send(query('COPY (SELECT * FROM generate_series(1, 3)) TO STDOUT'));
    expect(letters(await client.until('Z'))).toBe('HdddcCZ');
    client.socket.destroy();
  });

  test('a client that vanishes before its data is complete copies nothing', async () => {
    const [gone, other] = [await open(), await open()];
    await ask(other, 'CREATE TABLE copied_never (n int)');
    gone.send(query('COPY copied_never FROM STDIN'));
    await gone.until('G');
    gone.send(copyData('1\n'));
    gone.socket.resetAndDestroy();
    expect(await ask(other, 'SELECT count(*) FROM copied_never')).toMatch(/D\.{10}0\|/);
    other.socket.destroy();
  });
});
