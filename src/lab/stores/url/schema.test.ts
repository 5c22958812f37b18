import type { Client } from 'pg';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderCount } from '../postgres/shop.js';
import { lookAtSchema, makeSchema, removeSchema, schemaOf, tidySchema } from './schema.js';
import { hasPostgres, type PostgresServer, startPostgresServer } from './testing/postgres-server.js';

const anna = { schema: schemaOf('anna'), owner: { id: 'id-of-anna', name: 'anna' } };
const ben = { schema: schemaOf('anna'), owner: { id: 'id-of-ben', name: 'ben' } };

describe.skipIf(!hasPostgres)("a learner's schema (needs PostgreSQL)", () => {
  let server: PostgresServer;
  let client: Client;

  beforeAll(async () => {
    server = await startPostgresServer();
    await server.sql("CREATE ROLE teacher LOGIN PASSWORD 'chalk'");
    await server.sql('CREATE DATABASE shop OWNER teacher');
    await server.sql(
      "CREATE TABLE public.orders (name text); INSERT INTO public.orders VALUES ('kept')",
      'shop',
    );
    client = new pg.Client({
      connectionString: `postgres://teacher:chalk@127.0.0.1:${server.port}/shop`,
      options: `-c search_path=${anna.schema}`,
    });
    await client.connect();
    await makeSchema(client, anna, {});
  });
  afterAll(async () => {
    await client?.end();
    await server?.close();
  });

  test('is known as its owner’s alone, and has all orders', async () => {
    expect(await lookAtSchema(client, anna)).toEqual({ kind: 'ours' });
    expect(await lookAtSchema(client, ben)).toMatchObject({
      kind: 'another learner',
      mark: { name: 'anna' },
    });
    expect(await lookAtSchema(client, { ...anna, schema: schemaOf('nobody') })).toEqual({ kind: 'nothing' });
    const { rows } = await client.query('SELECT count(*)::int AS count FROM orders');
    expect(rows).toEqual([{ count: orderCount }]);
  });

  test('orders that were added are taken back, and the next one gets the number after the last', async () => {
    const add = "INSERT INTO orders (drink, size, price_cents) VALUES ('latte', 'small', 1) RETURNING id";
    await client.query(add);
    await client.query(add);
    expect(await tidySchema(client, anna)).toBe(true);
    expect((await client.query(add)).rows).toEqual([{ id: String(orderCount + 1) }]);
    expect(await tidySchema(client, anna)).toBe(true);
  });

  test.each([
    ['a changed row', 'UPDATE orders SET price_cents = price_cents + 1 WHERE id = 7'],
    ['a row whose empty note is a text', "UPDATE orders SET note = '' WHERE id = 1 AND note IS NULL"],
    ['a missing row', 'DELETE FROM orders WHERE id = 100'],
    ['two rows that were swapped', 'UPDATE orders SET id = -id WHERE id < 3'],
    ['an index', 'CREATE INDEX by_drink ON orders (drink)'],
    ['a further table', 'CREATE TABLE menu (drink text)'],
    ['a further column', 'ALTER TABLE orders ADD COLUMN tip integer'],
    ['a column of another type', 'ALTER TABLE orders ALTER COLUMN price_cents TYPE bigint'],
    ['a column of another name', 'ALTER TABLE orders RENAME COLUMN note TO remark'],
    ['a column without its default', 'ALTER TABLE orders ALTER COLUMN ordered_at DROP DEFAULT'],
    ['a column that may be empty', 'ALTER TABLE orders ALTER COLUMN drink DROP NOT NULL'],
    ['a check', 'ALTER TABLE orders ADD CHECK (price_cents > 0)'],
    ['a function', "CREATE FUNCTION price() RETURNS integer LANGUAGE sql AS 'SELECT 1'"],
    [
      'a trigger',
      'CREATE TRIGGER same BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    ],
    ['no table any more', 'DROP TABLE orders'],
  ])('is made again after %s', async (_, change) => {
    await client.query('BEGIN');
    try {
      await client.query(change);
      const nested = { query: nestedIn(client) } as unknown as Client;
      expect(await tidySchema(nested, anna).catch(() => false)).toBe(false);
    } finally {
      await client.query('ROLLBACK');
    }
    expect(await tidySchema(client, anna)).toBe(true);
  });

  test('what another has made there is neither replaced nor removed', async () => {
    const refusal = `The schema ${anna.schema} was made for another learner, anna, on `;
    await expect(makeSchema(client, ben, {})).rejects.toThrow(refusal);
    await expect(removeSchema(client, ben)).rejects.toThrow(refusal);
    const foreign = { ...anna, schema: schemaOf('foreign') };
    for (const comment of ['NULL', "'our shop'", `'{"owner":"id-of-anna"}'`]) {
      await client.query('CREATE SCHEMA cache_tutorial_foreign');
      await client.query(`COMMENT ON SCHEMA cache_tutorial_foreign IS ${comment}`);
      await client.query('CREATE TABLE cache_tutorial_foreign.kept ()');
      for (const attempt of [makeSchema(client, foreign, {}), removeSchema(client, foreign)]) {
        await expect(attempt).rejects.toThrow(
          'There is a schema cache_tutorial_foreign that the tutorial has not made: choose another name with --name',
        );
      }
      expect((await client.query('SELECT FROM cache_tutorial_foreign.kept')).rows).toEqual([]);
      await client.query('DROP SCHEMA cache_tutorial_foreign CASCADE');
    }
    expect(await tidySchema(client, anna)).toBe(true);
  });

  test('one that was left half made is ours, is not taken for whole, and is made anew', async () => {
    await client.query('BEGIN');
    await client.query('COMMENT ON TABLE orders IS NULL; DELETE FROM orders WHERE id > 1000');
    await client.query('COMMIT');
    expect(await lookAtSchema(client, anna)).toEqual({ kind: 'ours' });
    expect(await tidySchema(client, anna)).toBe(false);
    const seen: number[] = [];
    await makeSchema(client, anna, { onProgress: (done) => seen.push(done) });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(orderCount);
    expect(await tidySchema(client, anna)).toBe(true);
  });

  test('is removed as a whole, and nothing else is', async () => {
    expect(await removeSchema(client, anna)).toBe(true);
    expect(await removeSchema(client, anna)).toBe(false);
    const left = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cache%'";
    expect(await server.sql(left, 'shop')).toEqual([]);
    expect(await server.sql('SELECT name FROM public.orders', 'shop')).toEqual([{ name: 'kept' }]);
  });
});

/** Runs statements within a transaction that is open already: what begins and ends another one is left out. */
function nestedIn(client: Client): (text: string, values?: unknown[]) => Promise<unknown> {
  const ofTransactions = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);
  return async (text, values) => (ofTransactions.has(text) ? undefined : client.query(text, values));
}
