import type { PostgresAddress } from '../address.js';
import { wrongProduct } from '../connect-trouble.js';
import { StoreTrouble } from '../trouble.js';
import { at } from './postgres-trouble.js';

const oldest = 13;

/** What is read of a server's settings at once. */
export interface PostgresSettings {
  readonly banner: string;
  readonly version: string;
  readonly number: number;
  readonly replica: boolean;
  readonly readOnly: boolean;
  readonly path: string;
  readonly mayCreate: boolean;
}

export const settingsQuery = `SELECT version() AS banner, split_part(current_setting('server_version'), ' ', 1) AS version,
  current_setting('server_version_num')::int AS number, pg_is_in_recovery() AS replica,
  current_setting('default_transaction_read_only')::bool AS "readOnly", current_setting('search_path') AS path,
  has_database_privilege(current_database(), 'CREATE') AS "mayCreate"`;

/** What keeps a server that lets us in from being used. */
export function settingsTrouble(
  address: PostgresAddress,
  settings: PostgresSettings,
): StoreTrouble | undefined {
  const { banner, version, number, replica, readOnly } = settings;
  if (!banner.startsWith('PostgreSQL')) return wrongProduct(address, banner.split(/[ ,]/)[0] ?? '');
  if (number < oldest * 10_000) {
    const message = `${at(address)} is version ${version}: use one of ${oldest} or newer.`;
    return new StoreTrouble('too-old', message);
  }
  if (replica) {
    const message = `${at(address)} is a replica, which can only be read: use the URL of the primary.`;
    return new StoreTrouble('read-only', message);
  }
  if (readOnly) {
    const message = `${at(address)} is set to read only, as managed services do when the disk is full: make room there.`;
    return new StoreTrouble('read-only', message);
  }
  return undefined;
}
