import { environmentError, messageOf, TutorialError } from '../errors.js';
import {
  type KeyReading,
  markKeys,
  markPostgres,
  type PostgresReading,
  type PostgresValues,
} from './changes.js';
import { type Cached, compare, overall } from './compare.js';
import type { Comparison, Snapshot, Watch } from './snapshot.js';
import type { SqlPrompt } from './sql-prompt.js';
import { connectRedis, type RedisConnection } from './stores/redis/connection.js';
import { readKeys } from './stores/redis/read-keys.js';
import type { Store } from './stores/store.js';

/** Reads both stores and tells what changed from one reading to the next. */
export interface SnapshotReader {
  /** What to watch from now on. The readings before are forgotten. */
  watch(watches: readonly Watch[]): void;
  /** An error of PostgreSQL is told in the snapshot. Rejects with a TutorialError when a store cannot be reached. */
  read(): Promise<Snapshot>;
  /** The names of keys in Redis, 200 at most. Rejects with a TutorialError when Redis cannot be reached. */
  keys(): Promise<readonly string[]>;
  close(): void;
}

interface Reading {
  readonly postgres: PostgresReading;
  readonly keys: readonly KeyReading[];
}

/** `sql` is shared: PostgreSQL answers it past the tap. Redis is connected to at the first reading. */
export function openSnapshotReader(sql: SqlPrompt, redis: Store): SnapshotReader {
  let watches: readonly Watch[] = [];
  let before: Reading | undefined;
  let connection: RedisConnection | undefined;

  async function readPostgres(): Promise<PostgresReading> {
    try {
      return await readValues();
    } catch (error) {
      // An ERROR is an answer: the statement has failed, and the connection goes on.
      if (error instanceof Error && 'severity' in error && error.severity === 'ERROR')
        return { refusal: error.message };
      if (error instanceof TutorialError) throw error;
      throw environmentError(`Cannot read PostgreSQL: ${messageOf(error)}. Check that it is running.`, error);
    }
  }

  async function readValues(): Promise<PostgresValues> {
    const values = [];
    // One after the other: pg warns of statements that queue on one connection.
    for (const { label, truth } of watches) {
      const { rows } = await sql.run(truth);
      values.push({ label, value: rows[0]?.[0] ?? null });
    }
    const { rows } = await sql.run('SELECT id, drink, size FROM orders ORDER BY id DESC LIMIT 1');
    const [id, drink, size] = rows[0] ?? [];
    return { values, newest: id ? { id: Number(id), drink: drink ?? '', size: size ?? '' } : null };
  }

  async function readRedis(): Promise<{ keys: KeyReading[]; total: number }> {
    if (!connection?.open) connection = await connectRedis(redis.login);
    const watched = watches.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const reading = await readKeys(connection, [...watched, ...(before?.keys.map(({ key }) => key) ?? [])]);
    if (!reading.marked) await redis.putMarkBack?.();
    return reading;
  }

  return {
    watch(next) {
      watches = next;
      before = undefined;
    },
    async read() {
      const [postgres, { keys, total }] = await Promise.all([readPostgres(), readRedis()]);
      const comparisons = 'refusal' in postgres ? [] : comparisonsOf(watches, postgres, keys);
      const snapshot: Snapshot = {
        postgres: markPostgres(postgres, before?.postgres),
        redis: { keys: markKeys(keys, before?.keys), more: total - keys.length },
        comparisons,
        agreement: overall(comparisons),
      };
      before = { postgres, keys };
      return snapshot;
    },
    async keys() {
      const { keys } = await readRedis();
      return keys.map(({ key }) => key);
    },
    close: () => connection?.close(),
  };
}

function comparisonsOf(
  watches: readonly Watch[],
  { values }: PostgresValues,
  keys: readonly KeyReading[],
): Comparison[] {
  return watches.flatMap(({ label, key }, index) =>
    key === undefined ? [] : [compareKey(label, key, values[index]?.value ?? null, keys)],
  );
}

function compareKey(
  label: string,
  key: string,
  truth: string | null,
  keys: readonly KeyReading[],
): Comparison {
  const found = keys.find((one) => one.key === key);
  const cached: Cached = found
    ? { kind: found.type === 'string' ? 'string' : 'other', text: found.value }
    : { kind: 'nothing' };
  return compare(label, key, truth, cached);
}
