import { expect, test } from 'vitest';
import { countStatements } from './statements.js';

const read = { reads: 1, writes: 0 };
const write = { reads: 0, writes: 1 };
const nothing = { reads: 0, writes: 0 };

test.each([
  'SELECT avg(price_cents) FROM orders WHERE drink = $1',
  'select count(*) from "public"."orders"',
  "SELECT * FROM orders WHERE note = 'insert; delete'",
  "SELECT * FROM orders WHERE note = E'it\\'s; update'",
  '/* update; */ SELECT id FROM orders -- delete',
  'WITH lattes AS (SELECT * FROM orders) SELECT avg(price_cents) FROM lattes',
  'WITH x AS (SELECT id FROM orders FOR UPDATE) SELECT * FROM x',
  '(SELECT 1 FROM orders) UNION (SELECT 2)',
  'TABLE orders',
  'EXECUTE average($1)',
  'COPY orders TO STDOUT',
  'COPY (SELECT * FROM orders) TO STDOUT',
  'DECLARE c CURSOR FOR SELECT * FROM orders',
  'SELECT * FROM order_averages',
  'SELECT average_price($1)',
  'SELECT o.id FROM pg_class c, orders o',
  'BEGIN; SELECT id FROM orders; COMMIT;',
])('%s reads', (sql) => expect(countStatements(sql)).toEqual(read));

test.each([
  "INSERT INTO orders (drink) VALUES ('select 1')",
  'insert into orders select * from orders',
  'UPDATE orders SET size = $1',
  'DELETE FROM orders WHERE id = $1 RETURNING *',
  'WITH added AS (INSERT INTO orders (drink) VALUES ($1) RETURNING id) SELECT id FROM added',
  'WITH x AS (SELECT 1) , y AS ( DELETE FROM orders RETURNING 1) SELECT count(*) FROM y',
  'WITH old AS (SELECT 1) INSERT INTO orders SELECT * FROM old',
  'TRUNCATE orders',
  'COPY orders FROM STDIN',
  'MERGE INTO orders USING x ON true WHEN MATCHED THEN DELETE',
])('%s writes', (sql) => expect(countStatements(sql)).toEqual(write));

test.each([
  '',
  ';',
  'BEGIN',
  'START TRANSACTION ISOLATION LEVEL SERIALIZABLE',
  'COMMIT',
  'ROLLBACK TO SAVEPOINT a',
  'SET search_path = public',
  'SHOW server_version',
  'DISCARD ALL',
  'LISTEN orders',
  'SELECT 1',
  'SELECT 1 AS ok;',
  'select version()',
  'select pg_catalog.version()',
  'SELECT current_schema()',
  "SELECT set_config('search_path', '', false)",
  'SELECT t.oid FROM pg_catalog.pg_type t',
  "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
  'SELECT relname FROM pg_class',
  'DEALLOCATE ALL',
  'CLOSE c',
  'CREATE INDEX ON orders (drink)',
  'PREPARE average AS SELECT avg(price_cents) FROM orders WHERE drink = $1',
])('%s does nothing to the data', (sql) => expect(countStatements(sql)).toEqual(nothing));

test('several in one string are counted each', () => {
  const sql =
    'BEGIN; INSERT INTO orders VALUES ($$a;b$$); SELECT * FROM orders; SELECT 1; DELETE FROM orders';
  expect(countStatements(sql)).toEqual({ reads: 1, writes: 2 });
});
