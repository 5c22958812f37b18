import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tap, WireEvent } from './event.js';
import { openTap } from './tap.js';
import { postgresPrograms, startPostgres, type TestServer } from './testing/servers.js';
import { until } from './testing/wait.js';

/** These need the programs of PostgreSQL: install them to run these tests. */
const programs = postgresPrograms();
const real = test.skipIf(programs === undefined);
const hasPsql = spawnSync('psql', ['--version']).status === 0;

let server: TestServer;
let tap: Tap;
let port: number;
let events: WireEvent[] = [];
let pool: pg.Pool;

beforeAll(async () => {
  if (!programs) return;
  server = await startPostgres(programs);
  tap = openTap({ store: 'postgres', upstream: { path: server.path } });
  tap.subscribe((event) => events.push(event));
  port = (await tap.listen('A')).port;
  pool = new pg.Pool({ ...account(), max: 4 });
  await pool.query('CREATE TABLE orders (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, drink text)');
});

beforeEach(() => {
  events = [];
});

afterAll(async () => {
  await pool?.end();
  await tap?.close();
  await server?.close();
});

const account = () => ({ host: '127.0.0.1', port, user: 'tap', password: 'secret', database: 'postgres' });
const seen = () => events.map(({ text, reply }) => `${text} → ${reply}`);

real('shows what pg sends, with its parameters', async () => {
  await pool.query('INSERT INTO orders VALUES ($1, $2)', [1, "it's a latte"]);
  await pool.query({ name: 'count', text: 'SELECT count(*) FROM orders WHERE drink = $1', values: ['x'] });
  await pool.query({ name: 'count', text: 'SELECT count(*) FROM orders WHERE drink = $1', values: [null] });
  await pool.query('SELECT * FROM nowhere WHERE a = $1', [Buffer.from([1, 255])]).catch(() => undefined);
  await pool.query('SELECT 1; SHOW server_encoding');
  expect(seen()).toEqual([
    "INSERT INTO orders VALUES ('1', 'it''s a latte') → INSERT 0 1",
    "SELECT count(*) FROM orders WHERE drink = 'x' → 1 row",
    'SELECT count(*) FROM orders WHERE drink = NULL → 1 row',
    'SELECT * FROM nowhere WHERE a = \'\\x01ff\' → ERROR: relation "nowhere" does not exist',
    'SELECT 1; SHOW server_encoding → 1 row, 1 row',
  ]);
  expect(events[2]).toMatchObject({ store: 'postgres', source: 'A', parameters: [null], failed: false });
  expect(tap.pending).toBe(0);
});

real('shows a transaction, and an error at its end', async () => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO orders VALUES ($1)', [7]);
  await client.query('INSERT INTO orders VALUES ($1)', [7]);
  await client.query('COMMIT').catch(() => undefined);
  // Outside a transaction, the commit fails after CommandComplete.
  await client.query('INSERT INTO orders VALUES ($1), ($1)', [8]).catch(() => undefined);
  client.release();
  // A client may act on an error before ReadyForQuery has made the reply complete.
  await until('all replies are complete', () => tap.pending === 0);
  const duplicate = 'ERROR: duplicate key value violates unique constraint "orders_pkey"';
  expect(seen()).toEqual([
    'BEGIN → BEGIN',
    "INSERT INTO orders VALUES ('7') → INSERT 0 1",
    "INSERT INTO orders VALUES ('7') → INSERT 0 1",
    `COMMIT → ${duplicate}`,
    `INSERT INTO orders VALUES ('8'), ('8') → ${duplicate}`,
  ]);
});

real('many statements at once, on several connections', async () => {
  const numbers = Array.from({ length: 300 }, (_, index) => index);
  const answers = await Promise.all(numbers.map((number) => pool.query('SELECT $1::int AS n', [number])));
  expect(answers.map(({ rows }) => rows[0].n)).toEqual(numbers);
  expect(events.map(({ parameters }) => Number(parameters[0])).sort((a, b) => a - b)).toEqual(numbers);
  expect(tap.pending).toBe(0);
});

real('5 MB go both ways unchanged', async () => {
  const value = 'é'.repeat(2_500_000);
  const { rows } = await pool.query('SELECT $1::text AS v, $2::int AS n', [value, 3]);
  expect(rows[0].v === value).toBe(true);
  expect(events[0]?.text.endsWith("… (5000000 bytes)'::text AS v, '3'::int AS n")).toBe(true);
});

test.skipIf(programs === undefined || !hasPsql)(
  'psql copies in and out, through an encryption request',
  async () => {
    const input =
      'CREATE TABLE c (a int);\n\\copy c FROM stdin\n1\n2\n\\.\n\\copy c TO stdout\nSELECT * FROM c;\n';
    const psql = spawn('psql', ['-Xqt', `postgres://tap:secret@127.0.0.1:${port}/postgres?sslmode=prefer`]);
    let output = '';
    psql.stdout.on('data', (chunk) => {
      output += chunk;
    });
    psql.stdin.end(input);
    await once(psql, 'close');
    expect(output).toBe('1\n2\n 1\n 2\n\n');
    expect(seen()).toEqual([
      'CREATE TABLE c (a int); → CREATE TABLE',
      'COPY  c FROM STDIN  → COPY 2',
      'COPY  c TO STDOUT  → COPY 2',
      'SELECT * FROM c; → 2 rows',
    ]);
  },
);

real('a cancel request passes, and the statement fails', async () => {
  const client = new pg.Client(account()) as pg.Client & { processID: number; secretKey: number };
  await client.connect();
  const slow = client.query('SELECT pg_sleep(60)').catch((error: Error) => error.message);
  await until('it is pending', () => tap.pending === 1);
  const cancel = createConnection({ port, host: '127.0.0.1' });
  const request = Buffer.alloc(16);
  [16, 80877102, client.processID, client.secretKey].forEach((value, index) => {
    request.writeInt32BE(value, index * 4);
  });
  cancel.end(request);
  expect(await slow).toBe('canceling statement due to user request');
  await client.end();
  expect(seen()).toEqual(['SELECT pg_sleep(60) → ERROR: canceling statement due to user request']);
  expect(tap.pending).toBe(0);
  expect(tap.unobserved).toBe(0);
});

real('a server that ends a session while a statement runs', async () => {
  const client = new pg.Client(account());
  client.on('error', () => undefined);
  await client.connect();
  const slow = client.query('SELECT pg_sleep(60)').catch(() => undefined);
  await until('it is pending', () => tap.pending === 1);
  const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'`;
  // It has passed the tap; that the server has begun with it is another matter.
  await until('it is terminated', async () => (await pool.query(terminate)).rowCount === 1);
  await slow;
  await until('nothing is pending', () => tap.pending === 0);
  expect(seen()).toContain(
    'SELECT pg_sleep(60) → FATAL: terminating connection due to administrator command',
  );
});
