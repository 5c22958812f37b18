import { expect, test } from 'vitest';
import { samples } from '../view/testing/samples.js';
import { mayChange, mayHaveChanged } from './may-change.js';
import { parseLine } from './play/parse-line.js';

const { sql, redis, request, wait } = samples;
const entry = request.trace[0];
const answered = (store: 'redis' | 'postgres', text: string) => ({
  ...request,
  trace: entry ? [{ ...entry, store, text }] : [],
});

test.each([
  ['SELECT count(*) FROM orders', false],
  ['  select 1;', false],
  ['EXPLAIN SELECT 1', false],
  ['SHOW work_mem', false],
  ['EXPLAIN ANALYZE DELETE FROM orders', true],
  ['EXPLAIN (ANALYZE) SELECT 1', true],
  ['SELECT 1; DROP TABLE orders', true],
  ["SELECT nextval('orders_id_seq')", true],
  ['SELECT * INTO copy FROM orders', true],
  ['WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone', true],
  ['BEGIN', true],
])('%s: %s', (statement, changes) => {
  expect(mayChange({ ...sql, sql: statement })).toBe(changes);
  expect(mayChange(answered('postgres', statement))).toBe(changes);
});

test.each([
  ['GET key', false],
  ['pttl key', false],
  ['SET key 1', true],
  ['GETDEL key', true],
  ['SELECT 3', true],
  ['EXPIRE key 5', true],
])('%s: %s', (command, changes) => {
  expect(mayChange({ ...redis, command, reply: '(nil)' })).toBe(changes);
  expect(mayChange(answered('redis', command))).toBe(changes);
});

test('what Redis refuses changes nothing; a wait does where entries end', () => {
  expect(mayChange({ ...redis, command: 'SETT key 1', reply: "(error) ERR unknown command 'SETT'" })).toBe(
    false,
  );
  expect(mayChange(wait)).toBe(true);
  expect(mayChange({ ...wait, redis: { keys: [], more: 0 } })).toBe(false);
});

test.each([
  ['SELECT nothing FROM orders', false],
  ['BEGIN; DELETE FROM orders; COMMIT; SELECT nothing FROM orders', true],
  ['GET key', true],
  ['GET /orders/count?drink=latte', true],
])('%s, which failed: %s', (line, changed) => {
  expect(mayHaveChanged(parseLine(line, new Map([['A', 'http://127.0.0.1:4001']])))).toBe(changed);
});
