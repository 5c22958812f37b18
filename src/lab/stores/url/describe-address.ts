import { isIPv6 } from 'node:net';
import type { Endpoint, StoreAddress } from './address.js';

/** Whom the store knows us as, where it is, and its database, for people: `anna@db.example.com:5432/shop`. No password. */
export function describeAddress(address: StoreAddress): string {
  const { endpoint, user, database } = address;
  const who = user === undefined ? '' : `${user}@`;
  const which = database === undefined ? '' : `${'path' in endpoint ? ', database ' : '/'}${database}`;
  return `${who}${describeEndpoint(endpoint)}${which}`;
}

/** `db.example.com:5432`, `[::1]:5432`, or the path of a Unix socket. */
export function describeEndpoint(endpoint: Endpoint): string {
  if ('path' in endpoint) return endpoint.path;
  const { host, port } = endpoint;
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
