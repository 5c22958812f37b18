import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { environmentError } from '../../../errors.js';
import {
  addKey,
  continueIds,
  createOrders,
  orderChunks,
  orderCount,
  vacuumOrders,
} from '../postgres/shop.js';
import { type Found, newMark, type Owner, readMark } from './owner.js';

/** The learner's schema and how to keep to it. */
export interface SchemaOptions {
  readonly schema: string;
  readonly owner: Owner;
}

/** The name of a learner's schema. */
export const schemaOf = (name: string) => `cache_tutorial_${name}`;

/** How much the shop's data takes in PostgreSQL, in MB: its table and index, as PostgreSQL 15 stores them. */
export const ordersSizeMb = 43;

/** How long a statement waits for another connection that holds what it needs. */
const waitForOthers = "SET LOCAL lock_timeout = '5s'";

/** Looks who has made the schema. */
export async function lookAtSchema(client: Client, { schema, owner }: SchemaOptions): Promise<Found> {
  const { rows } = await client.query<{ comment: string | null }>(
    "SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = $1",
    [schema],
  );
  return rows[0] ? readMark(rows[0].comment, owner) : { kind: 'nothing' };
}

/**
 * Makes the schema with the shop's orders in it, in place of one that we have made before. Killed in between, it
 * leaves a schema that is known as ours. Rejects with PostgreSQL's error, or the signal's reason.
 */
export async function makeSchema(
  client: Client,
  options: SchemaOptions,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: (done: number, total: number) => void },
): Promise<void> {
  const { schema, owner } = options;
  onProgress?.(0, orderCount);
  await inTransaction(client, async () => {
    await client.query(waitForOthers);
    await dropOurs(client, options);
    await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(`COMMENT ON SCHEMA ${schema} IS ${client.escapeLiteral(newMark(owner))}`);
    await client.query(createOrders);
  });
  for (const { sql, done } of orderChunks()) {
    signal?.throwIfAborted();
    await client.query(sql);
    onProgress?.(done, orderCount);
  }
  await client.query(addKey);
  await client.query(continueIds);
  await client.query(vacuumOrders);
  // Last: without it the schema counts as unfinished.
  await client.query(`COMMENT ON TABLE orders IS ${client.escapeLiteral(await fingerprint(client, schema))}`);
}

/**
 * Takes back the orders that were added to the shop's, and tells whether the schema is now as it was made. Rejects with
 * PostgreSQL's error, for example when the table is gone.
 */
export async function tidySchema(client: Client, { schema }: SchemaOptions): Promise<boolean> {
  await inTransaction(client, async () => {
    await client.query(waitForOthers);
    await client.query(`DELETE FROM orders WHERE id > ${orderCount}`);
    await client.query(continueIds);
  });
  const { rows } = await client.query<{ comment: string | null }>(
    "SELECT obj_description('orders'::regclass, 'pg_class') AS comment",
  );
  return rows[0]?.comment === (await fingerprint(client, schema));
}

/**
 * Adds an order and takes it back, to see whether PostgreSQL can write. The order is a large one: where there was no room
 * for one of the shop's there is none for it. Rejects with PostgreSQL's error.
 */
export async function tryToWrite(client: Client): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query("SET LOCAL lock_timeout = '500ms'");
    // With a number of its own: those of the sequence are not taken back.
    await client.query(
      "INSERT INTO orders (id, drink, size, price_cents, note) VALUES (-1, '', '', 0, repeat('x', 1500))",
    );
  } finally {
    await client.query('ROLLBACK').catch(() => {});
  }
}

/** Removes the schema if it is ours. Tells whether there was one. Rejects with PostgreSQL's error. */
export function removeSchema(client: Client, options: SchemaOptions): Promise<boolean> {
  return inTransaction(client, async () => {
    await client.query(waitForOthers);
    return dropOurs(client, options);
  });
}

async function dropOurs(client: Client, options: SchemaOptions): Promise<boolean> {
  const found = await lookAtSchema(client, options);
  if (found.kind === 'nothing') return false;
  if (found.kind !== 'ours') throw environmentError(whoseSchema(found, options.schema));
  await client.query(`DROP SCHEMA ${options.schema} CASCADE`);
  return true;
}

/** That a schema is not ours, and what to do. */
export function whoseSchema(found: Exclude<Found, { kind: 'nothing' | 'ours' }>, schema: string): string {
  const advice = 'choose another name with --name, for example --name anna';
  return found.kind === 'another learner'
    ? `The schema ${schema} was made for another learner, ${found.mark.name}, on ${found.mark.since.slice(0, 10)}: ${advice}.`
    : `There is a schema ${schema} that the tutorial has not made: ${advice}.`;
}

async function inTransaction<T>(client: Client, body: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await body();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Tells every state of the schema from the one in which it was made: each row, and what is in it beside rows. */
async function fingerprint(client: Client, schema: string): Promise<string> {
  const { rows } = await client.query<{ content: string; things: string }>(
    `SELECT
  (SELECT count(*) || ' ' || sum(hashtextextended(concat_ws('|', id, drink, size, price_cents,
    extract(epoch FROM ordered_at), note), 0)) FROM orders) AS content,
  (SELECT string_agg(thing, ', ' ORDER BY thing COLLATE "C") FROM (
    SELECT concat_ws(' ', relname, relkind, relpersistence, relchecks, relhastriggers, relhasrules, relrowsecurity) AS thing
      FROM pg_class WHERE relnamespace = $1::regnamespace
    UNION ALL SELECT concat_ws(' ', relname, attname, atttypid::regtype, attnotnull, atthasdef)
      FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
      WHERE relnamespace = $1::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = $1::regnamespace
    UNION ALL SELECT typname FROM pg_type WHERE typnamespace = $1::regnamespace) AS all_things) AS things`,
    [schema],
  );
  const { content, things } = rows[0] ?? {};
  return `cache-tutorial: ${content}; ${createHash('sha256').update(`${things}`).digest('hex')}`;
}
