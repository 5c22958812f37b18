import { existsSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../../../errors.js';
import { systemUser } from '../../../system-user.js';
import type { Encryption, Endpoint, PostgresAddress } from './address.js';
import { readCaFile } from './ca-file.js';
import { portOf, splitUrl, type UrlKind } from './url-parts.js';

/** What counts when the URL itself does not say it. */
export interface UrlExtras {
  /** A file with certificates of authorities, in PEM; `sslrootcert` in a PostgreSQL URL comes first. */
  readonly caFile?: string;
  /** The password, when the URL has none. */
  readonly password?: string;
}

const kind: UrlKind = {
  name: 'A PostgreSQL URL',
  schemes: ['postgres', 'postgresql'],
  example: 'postgres://anna:secret@db.example.com:5432/shop?sslmode=require',
};

/** `allow` of libpq and `no-verify` of node-postgres mean, for us, what these do. */
const modes: ReadonlyMap<string, Encryption['mode']> = new Map([
  ['disable', 'disable'],
  ['allow', 'prefer'],
  ['prefer', 'prefer'],
  ['require', 'require'],
  ['no-verify', 'require'],
  ['verify-ca', 'verify-ca'],
  ['verify-full', 'verify-full'],
]);

/** What would change who logs in, where, or how safely, and what to do without it. Other parameters do no harm. */
const unsupported: Readonly<Record<string, string>> = {
  hostaddr: 'name the host instead',
  options: 'leave it out, the tutorial sets its own',
  passfile: 'put the password into CACHE_TUTORIAL_POSTGRES_PASSWORD',
  service: 'name host, port, user and database instead',
  sslcert: 'log in with a password',
  sslcrl: 'leave it out',
  sslkey: 'log in with a password',
};

/**
 * Reads a PostgreSQL URL as libpq does: `sslmode`, `sslrootcert`, and host, port, user, password and dbname as parameters,
 * too; a host that begins with a slash is the folder of a Unix socket. Parameters of other libraries are ignored.
 * Throws a usageError that says what to write instead; it never repeats a password.
 */
export function parsePostgresUrl(url: string, extras: UrlExtras = {}): PostgresAddress {
  const { parameters, ...parts } = splitUrl(url, kind);
  for (const [name, advice] of Object.entries(unsupported)) {
    if (parameters.has(name)) throw usageError(`${kind.name} cannot have ${name} here: ${advice}.`);
  }
  const given = (name: string) => parameters.get(name) || undefined;
  const portText = given('port');
  const endpoint = endpointOf(
    given('host') ?? parts.host,
    portText === undefined ? parts.port : portOf(portText, kind),
  );
  const user = given('user') ?? parts.user ?? systemUser();
  if (user === undefined)
    throw usageError(`${kind.name} names no user: write postgres://user@host:5432/database.`);
  const password = given('password') ?? parts.password ?? extras.password;
  return {
    product: 'postgres',
    endpoint,
    encryption: 'path' in endpoint ? { mode: 'disable' } : encryptionOf(given, extras),
    user,
    ...(password && { password }),
    database: given('dbname') ?? (parts.path || user),
  };
}

function endpointOf(host: string | undefined, port = 5432): Endpoint {
  if (host?.startsWith('/')) return { path: path.join(host, socketName(port)) };
  if (host !== undefined) return { host, port };
  // libpq's own default depends on who built it: Debian's and Red Hat's look in the former.
  const sockets = ['/var/run/postgresql', '/tmp'].map((folder) => path.join(folder, socketName(port)));
  const found = sockets.find((socket) => existsSync(socket));
  return found === undefined ? { host: 'localhost', port } : { path: found };
}

const socketName = (port: number) => `.s.PGSQL.${port}`;

function encryptionOf(given: (name: string) => string | undefined, extras: UrlExtras): Encryption {
  const named = given('sslmode');
  const mode = named === undefined ? unnamedMode(given) : modes.get(named);
  if (mode === undefined) {
    throw usageError(`sslmode must be ${[...modes.keys()].join(', ')}: change it in the PostgreSQL URL.`);
  }
  const root = given('sslrootcert');
  if (root === 'system') return { mode: 'verify-full' };
  const file = root ?? extras.caFile;
  if (file === undefined || mode === 'disable') return { mode: withoutBinding(given, mode) };
  const ca = readCaFile(file);
  // With a CA file, `require` verifies it in libpq, too. Who gives one without a mode wants all that it can do.
  if (mode === 'prefer') return { mode: 'verify-full', ca };
  return { mode: mode === 'require' ? 'verify-ca' : mode, ca };
}

/** `ssl=true` is how JDBC and node-postgres ask for what libpq calls `sslmode=require`. */
function unnamedMode(given: (name: string) => string | undefined): Encryption['mode'] {
  const ssl = given('ssl');
  if (ssl === 'false' || ssl === '0') return 'disable';
  return ssl === undefined ? 'prefer' : 'require';
}

/**
 * The certificate is looked at in place of `channel_binding=require`: both keep off who stands in between, but we stand
 * there ourselves.
 */
function withoutBinding(given: (name: string) => string | undefined, mode: Encryption['mode']) {
  return given('channel_binding') === 'require' && mode !== 'disable' ? 'verify-full' : mode;
}
