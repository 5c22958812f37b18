import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { environmentError, messageOf, TutorialError } from '../../../errors.js';
import { connectPostgres } from '../postgres/connect.js';
import type { Store } from '../store.js';
import type { PostgresAddress } from './address.js';
import { describeAddress } from './describe-address.js';
import { explainedBy, quickly } from './explained.js';
import { type Gateway, openGateway } from './gateway/gateway.js';
import type { Owner } from './owner.js';
import { probePostgres } from './probe/postgres.js';
import { lookAtSchema, makeSchema, schemaOf, tidySchema, tryToWrite, whoseSchema } from './schema.js';
import { StoreTrouble } from './trouble.js';
import { writeTrouble } from './write-trouble.js';

/** How long a trial to write is waited for, in ms. */
const writeLimitMs = 500;

/** A PostgreSQL that is somebody's, and whose schema to use in it. */
export interface PostgresByUrl {
  readonly address: PostgresAddress;
  readonly owner: Owner;
}

export interface OpenPostgresOptions extends PostgresByUrl {
  readonly signal?: AbortSignal | undefined;
  /** Called while the shop's data is being made: how many of `total` orders are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Opens the learner's schema in a PostgreSQL that is somebody's, with the shop's data as every lesson begins with. The
 * schema must have been agreed to: it is made where it is missing. Nothing else is touched.
 * Rejects with a TutorialError that says what to do, or with the signal's reason.
 */
export async function openPostgresByUrl(options: OpenPostgresOptions): Promise<Store> {
  const { address, owner, signal, onProgress } = options;
  const schema = schemaOf(owner.name);
  const way = await reachPostgres(address, schema);
  const check = async () => {
    await probePostgres(address, quickly);
    // A server may let us in and answer, and yet not write.
    const writing = way.connected(tryToWrite).catch((error) => {
      if (error instanceof StoreTrouble) throw error;
    });
    await Promise.race([writing, sleep(writeLimitMs, undefined, { ref: false })]);
  };
  const restored = () =>
    way.connected(async (client) => {
      await restore(client, { schema, owner }, { signal, ...(onProgress && { onProgress }) });
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version.split(' ')[0] ?? 'unknown';
    });
  try {
    const version = await explainedBy([{ check }], restored, signal);
    return {
      kind: 'url',
      product: 'PostgreSQL',
      version,
      place: `${describeAddress(address)}, schema ${schema}`,
      host: way.host,
      port: way.port,
      ownUserOnly: way.ownUserOnly,
      url: way.url,
      login: way.login,
      reset: async () => void (await restored()),
      check,
      close: way.close,
    };
  } catch (error) {
    await way.close();
    throw error;
  }
}

/** A way to a PostgreSQL, as if it stood on this machine. */
interface Way extends Pick<Store, 'host' | 'port' | 'url' | 'login' | 'close'>, Pick<Gateway, 'ownUserOnly'> {
  /** Lends a connection. Rejects with a TutorialError. */
  connected<T>(use: (client: Client) => Promise<T>): Promise<T>;
}

/** Opens the way to a PostgreSQL. What connects through it finds its tables in `schema` alone. */
async function reachPostgres(address: PostgresAddress, schema: string): Promise<Way> {
  const gateway = await openGateway(address);
  const { host, port, ownUserOnly } = gateway;
  const login = new URL(`postgresql://${host}:${port}/`);
  login.pathname = encodeURIComponent(address.database);
  login.search = `options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  login.username = encodeURIComponent(address.user);
  const url = login.href;
  login.password = encodeURIComponent(address.password ?? '');
  return {
    host,
    port,
    ownUserOnly,
    url,
    login: login.href,
    close: gateway.close,
    async connected(use) {
      const client = await connectPostgres({ host, port, login: login.href });
      try {
        return await use(client);
      } catch (error) {
        if (error instanceof TutorialError) throw error;
        const trouble = writeTrouble(address, error);
        if (trouble) throw trouble;
        throw environmentError(`PostgreSQL at ${describeAddress(address)} says: ${messageOf(error)}.`, error);
      } finally {
        // One that no longer answers would be waited for.
        client.end().catch(() => {});
      }
    },
  };
}

/** Lends one connection to a PostgreSQL, with `schema` in its search path. Rejects with a TutorialError, or the signal's reason. */
export async function visitPostgres<T>(
  address: PostgresAddress,
  schema: string,
  use: (client: Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const way = await reachPostgres(address, schema);
  const check = () => probePostgres(address, quickly);
  try {
    return await explainedBy([{ check }], () => way.connected(use), signal);
  } finally {
    await way.close();
  }
}

async function restore(
  client: Client,
  options: Parameters<typeof makeSchema>[1],
  making: Parameters<typeof makeSchema>[2],
): Promise<void> {
  const found = await lookAtSchema(client, options);
  if (found.kind === 'ours' && (await tidySchema(client, options).catch(() => false))) return;
  if (found.kind === 'another learner' || found.kind === 'not the tutorial') {
    throw environmentError(whoseSchema(found, options.schema));
  }
  await makeSchema(client, options, making);
}
