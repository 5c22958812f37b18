import type { Client } from 'pg';
import type { PostgresAddress } from '../address.js';
import type { Link } from '../connect.js';
import { StoreTrouble } from '../trouble.js';
import { type PostgresSettings, settingsQuery, settingsTrouble } from './postgres-settings.js';
import { loginTrouble, noPassword, notPostgres, poolerTrouble, tlsRequired } from './postgres-trouble.js';
import { type ProbeOptions, shortestOf3, talk } from './talk.js';

/** What a PostgreSQL is like that can be used. */
export interface PostgresFacts {
  /** `15.18` */
  readonly version: string;
  /** The version of TLS, `TLSv1.3`; null when the connection is not encrypted. */
  readonly tls: string | null;
  /** One round trip, in ms. */
  readonly latencyMs: number;
  /** Whether the user may create a schema in the database. Without, one must have been made for them. */
  readonly mayCreateSchemas: boolean;
}

/** A schema that need not exist: whether the setting arrives is what is tried. */
const searchPath = 'cache_tutorial_probe';

/**
 * Logs in to a PostgreSQL and looks whether the tutorial can use it; changes nothing. Rejects with a StoreTrouble, within
 * 5 s.
 */
export async function probePostgres(
  address: PostgresAddress,
  options: ProbeOptions = {},
): Promise<PostgresFacts> {
  try {
    return await talk(address, options, (link) => ask(link, address));
  } catch (error) {
    const rejected = error instanceof StoreTrouble && error.kind === 'not-allowed';
    if (!rejected || address.encryption.mode !== 'disable' || 'path' in address.endpoint) throw error;
    // PostgreSQL does not say whether it is for want of encryption that it lets nobody in.
    const encrypted: PostgresAddress = { ...address, encryption: { mode: 'require' } };
    const letIn = await talk(encrypted, options, (link) => ask(link, encrypted)).catch(() => undefined);
    throw letIn ? tlsRequired(address) : error;
  }
}

async function ask(link: Link, address: PostgresAddress): Promise<PostgresFacts> {
  const { default: pg } = await import('../../postgres/pg.js');
  let first: Buffer | undefined;
  link.socket.once('data', (chunk: Buffer) => {
    first = chunk;
  });
  // To `pg`, a connection has ended when it is closed; ours stays half open.
  link.socket.once('end', () => link.socket.destroySoon());
  const client: Client = new pg.Client({
    stream: () => asUnconnected(link.socket),
    user: address.user,
    database: address.database,
    // A function, so that neither PGPASSWORD nor ~/.pgpass is used.
    password: () => {
      if (address.password === undefined) throw noPassword(address);
      return address.password;
    },
    ssl: false,
    application_name: 'cache-tutorial',
    options: `-c search_path=${searchPath}`,
  });
  try {
    const failed = new Promise<never>((_, reject) => client.on('error', reject));
    failed.catch(() => {});
    await client.connect();
    const { rows } = await Promise.race([client.query<PostgresSettings>(settingsQuery), failed]);
    const settings = rows[0] as PostgresSettings;
    const trouble = settingsTrouble(address, settings);
    if (trouble) throw trouble;
    if (settings.path !== searchPath) throw poolerTrouble(address);
    const latencyMs = await shortestOf3(() => Promise.race([client.query(''), failed]));
    const { version, mayCreate: mayCreateSchemas } = settings;
    return { version, tls: link.tls, latencyMs, mayCreateSchemas };
  } catch (error) {
    throw notPostgres(address, first) ?? loginTrouble(address, link, error);
  }
}

/** `pg` connects its stream itself: to it, this one is connected as soon as it asks. */
function asUnconnected(socket: Link['socket']): Link['socket'] {
  return Object.assign(socket, {
    connect() {
      queueMicrotask(() => socket.emit('connect'));
      return socket;
    },
  });
}
