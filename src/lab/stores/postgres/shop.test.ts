import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine } from './engine.js';
import { addKey, continueIds, createOrders, orderChunks, orderCount, vacuumOrders } from './shop.js';
import { makeDataDir } from './testing/start-front.js';

let dataDir: string;
let engine: Engine;
const rowsOf = async (sql: string) => (await engine.query(sql)).map((row) => row.join(' '));

beforeAll(async () => {
  dataDir = makeDataDir();
  engine = await Engine.open(dataDir);
  await engine.query(createOrders);
  for (const { sql } of orderChunks()) await engine.query(sql);
  await engine.query(addKey);
  await engine.query(continueIds);
  await engine.query(vacuumOrders);
});
afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the chunks end with the last order', () => {
  expect([...orderChunks(200_000)].map(({ done }) => done)).toEqual([200_000, 400_000, orderCount]);
});

test('the rows are the same everywhere: a change needs a new formulaVersion', async () => {
  const rows = "concat_ws('|', id, drink, size, price_cents, extract(epoch FROM ordered_at)::bigint, note)";
  const digest = `SELECT md5(string_agg(${rows}, E'\\n' ORDER BY id)) FROM orders`;
  expect(await rowsOf(digest)).toEqual(['00ad74f403948c21aa5b9983231661d1']);
});

test('drinks come in uneven shares, latte the most', async () => {
  const shares =
    'SELECT drink, round(100.0 * count(*) / 500000) FROM orders GROUP BY 1 ORDER BY count(*) DESC';
  expect(await rowsOf(shares)).toEqual([
    'latte 26',
    'cappuccino 19',
    'flat white 15',
    'espresso 13',
    'americano 11',
    'mocha 7',
    'cortado 5',
    'filter 4',
  ]);
});

test('size, note and time have nothing to do with the drink', async () => {
  const perDrink = `SELECT drink,
      count(*) FILTER (WHERE size = 'small') / count(*)::float AS small,
      count(*) FILTER (WHERE size = 'large') / count(*)::float AS large,
      count(note) / count(*)::float AS noted,
      avg(id) AS middle
    FROM orders GROUP BY drink`;
  const extremes = `SELECT round(min(small)::numeric, 2), round(max(small)::numeric, 2), round(min(large)::numeric, 2),
      round(max(large)::numeric, 2), min(noted) > 0.02, max(noted) < 0.03, min(middle) > 245000, max(middle) < 255000
    FROM (${perDrink}) AS per_drink`;
  expect(await rowsOf(extremes)).toEqual(['0.30 0.30 0.20 0.20 true true true true']);
});

test('the same drink does not come in runs', async () => {
  const runs = `SELECT round(100.0 * count(*) FILTER (WHERE drink = before) / count(*))
    FROM (SELECT drink, lag(drink) OVER (ORDER BY id) AS before FROM orders WHERE id <= 100000) AS neighbours`;
  // What chance would make of these shares.
  expect(await rowsOf(runs)).toEqual(['16']);
});

test('prices are whole, and by size and drink', async () => {
  const prices = `SELECT drink, size, min(price_cents), max(price_cents) FROM orders
    WHERE drink IN ('espresso', 'latte') GROUP BY 1, 2 ORDER BY 1, 3`;
  expect(await rowsOf(prices)).toEqual([
    'espresso small 280 280',
    'espresso medium 340 340',
    'espresso large 400 400',
    'latte small 310 310',
    'latte medium 370 370',
    'latte large 430 430',
  ]);
});

test('one order a minute until 2026 begins', async () => {
  const times = `SELECT count(DISTINCT ordered_at), max(ordered_at) = '2026-01-01 00:00:00+00',
    max(ordered_at) - min(ordered_at) = interval '499999 minutes' FROM orders`;
  expect(await rowsOf(times)).toEqual(['500000 true true']);
});

test('the next order gets the next id; there is no index on drink', async () => {
  const insert = "INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'small', 310) RETURNING id";
  expect(await rowsOf(insert)).toEqual([String(orderCount + 1)]);
  expect(await rowsOf("SELECT indexname FROM pg_indexes WHERE tablename = 'orders'")).toEqual([
    'orders_pkey',
  ]);
});
