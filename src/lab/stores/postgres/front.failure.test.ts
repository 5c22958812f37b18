import { afterEach, expect, test } from 'vitest';
import { query } from './messages.js';
import { RawClient, startupPacket, textOf } from './testing/raw-client.js';
import { type RunningFront, startFront } from './testing/start-front.js';

let front: RunningFront | undefined;
afterEach(() => front?.close());

test('when PGlite itself fails every connection is told and ended, those to come as well', async () => {
  front = await startFront();
  const [one, two] = [await RawClient.open(front.port), await RawClient.open(front.port)];
  one.send(
    query(
      'CREATE FUNCTION deeper(n int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN deeper(n + 1); END$$',
    ),
  );
  await one.until('Z');
  // In a thread with a small stack, JavaScript's limit is reached before PostgreSQL's own.
  one.send(query('SELECT deeper(1)'));
  for (const client of [one, two]) {
    const last = textOf(await client.untilClosed());
    expect(last).toContain('FATAL');
    expect(last).toContain('the embedded PostgreSQL stopped: Maximum call stack size exceeded');
  }
  const late = await RawClient.connect(front.port);
  late.send(startupPacket({ user: 'late' }));
  expect(textOf(await late.untilClosed())).toContain('the embedded PostgreSQL stopped');
});

// What PGlite has no means for would end it without the care that is taken in `Engine` and the template.
test.each([
  ["SET client_encoding = 'LATIN1'", 'C0A000'],
  ["SELECT convert_to('é', 'LATIN1')", 'C42883'],
  ["COPY (SELECT 1) TO PROGRAM 'cat'", 'could not execute command'],
  ['SELECT pg_terminate_backend(pg_backend_pid())', 'pg_terminate_backend'],
])('%s does no harm', async (sql, answer) => {
  front = await startFront();
  const client = await RawClient.open(front.port);
  client.send(query(sql), query('SELECT 1'));
  expect(textOf(await client.until('Z'))).toContain(answer);
  expect(textOf(await client.until('Z'))).toContain('SELECT 1');
  client.socket.destroy();
});
