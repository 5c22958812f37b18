import { expect, test } from 'vitest';
import { renderTable } from './table.js';
import { fitting, screenAt } from './testing/fits.js';

const render = (result: Parameters<typeof renderTable>[0], width: number) => {
  const screen = screenAt(width);
  return fitting(renderTable(result, screen), screen);
};

const orders = {
  columns: ['id', 'drink', 'price_cents', 'note'],
  rows: [
    ['1', 'latte', '450', null],
    ['12', 'mocha', '3.5', 'less sugar,\nplease'],
  ],
  command: 'SELECT 2',
};

test('as psql prints it: titles centred, numbers to the right, nulls empty', () => {
  expect(render(orders, 80)).toMatchInlineSnapshot(`
    "
     id | drink | price_cents |        note
    ----+-------+-------------+---------------------
      1 | latte |         450 |
     12 | mocha |         3.5 | less sugar,\\nplease
    (2 rows)
    "
  `);
});

test('one row is not called rows', () => {
  expect(render({ columns: ['count'], rows: [['124873']], command: 'SELECT 1' }, 40)).toMatchInlineSnapshot(`
    "
     count
    --------
     124873
    (1 row)
    "
  `);
});

test('rows wider than the screen are expanded, and cut', () => {
  expect(render(orders, 24)).toMatchInlineSnapshot(`
    "
    -[ RECORD 1 ]-----------
    id          | 1
    drink       | latte
    price_cents | 450
    note        |
    -[ RECORD 2 ]-----------
    id          | 12
    drink       | mocha
    price_cents | 3.5
    note        | less suga…
    (2 rows)
    "
  `);
});

test('a plan is printed as lines, wrapped', () => {
  const rows = [
    ['Aggregate  (cost=9471.00..9471.01 rows=1 width=8)'],
    ["  ->  Seq Scan on orders  (cost=0.00..9471.00 rows=124000 width=0) Filter: (drink = 'latte'::text)"],
  ];
  expect(render({ columns: ['QUERY PLAN'], rows, command: 'EXPLAIN' }, 60)).toMatchInlineSnapshot(`
    "
    Aggregate  (cost=9471.00..9471.01 rows=1 width=8)
      ->  Seq Scan on orders  (cost=0.00..9471.00 rows=124000
          width=0) Filter: (drink = 'latte'::text)
    "
  `);
});

test('a statement without rows says what it did', () => {
  expect(renderTable({ columns: [], rows: [], command: 'INSERT 0 1' }, screenAt(80))).toBe('INSERT 0 1');
});

test('of many rows the first are shown', () => {
  const rows = Array.from({ length: 25 }, (_, index) => [String(index)]);
  const lines = renderTable({ columns: ['n'], rows, command: 'SELECT 25' }, screenAt(80)).split('\n');
  expect(lines).toHaveLength(23);
  expect(lines.at(-1)).toBe('(25 rows, the first 20 shown)');
});
