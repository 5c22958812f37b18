import { messageOf } from '../../../../errors.js';
import type { PostgresAddress } from '../address.js';
import type { Link } from '../connect.js';
import { closedAtOnce, codeOf, networkTrouble, wrongProduct } from '../connect-trouble.js';
import { describeEndpoint } from '../describe-address.js';
import { tlsTrouble } from '../tls.js';
import { StoreTrouble, type TroubleKind } from '../trouble.js';

/** `PostgreSQL at db.example.com:5432` */
export const at = ({ endpoint }: PostgresAddress) => `PostgreSQL at ${describeEndpoint(endpoint)}`;

/** The user may not make the schema that the tutorial works in, and nobody has made it. */
export function mayNotCreateSchemas(address: PostgresAddress): StoreTrouble {
  const { user, database } = address;
  return new StoreTrouble(
    'no-permission',
    `${user} may not create a schema in ${database} at ${describeEndpoint(address.endpoint)}: ` +
      `let its owner run GRANT CREATE ON DATABASE ${identifier(database)} TO ${identifier(user)};`,
  );
}

export function noPassword(address: PostgresAddress): StoreTrouble {
  return new StoreTrouble(
    'no-password',
    `${at(address)} asks for the password of ${address.user}: set CACHE_TUTORIAL_POSTGRES_PASSWORD, or put it into the URL.`,
  );
}

export function tlsRequired(address: PostgresAddress, cause?: unknown): StoreTrouble {
  return new StoreTrouble(
    'tls-required',
    `${at(address)} lets nobody in without TLS: write ?sslmode=require in the URL.`,
    cause,
  );
}

/** What stands between keeps the setting from PostgreSQL that separates learners from each other and from others' data. */
export function poolerTrouble(address: PostgresAddress, cause?: unknown): StoreTrouble {
  return new StoreTrouble(
    'pooler',
    `A connection pooler stands before ${at(address)} and does not let search_path through: ` +
      'use the URL of the database itself.',
    cause,
  );
}

/** What has answered, by its first bytes, when it is no PostgreSQL. */
export function notPostgres(address: PostgresAddress, first: Buffer | undefined): StoreTrouble | undefined {
  if (!first || 'RENv'.includes(String.fromCharCode(first[0] ?? 0))) return undefined;
  const text = first.toString('latin1', 0, 8);
  if (text.startsWith('HTTP/')) return wrongProduct(address, 'A web server');
  return wrongProduct(address, /^[-+]/.test(text) ? 'Redis' : 'Something else');
}

/** What to tell when the login failed, or the connection was lost. */
export function loginTrouble(address: PostgresAddress, link: Link, error: unknown): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  const code = codeOf(error);
  const said = messageOf(error);
  const { user, database } = address;
  const trouble = (kind: TroubleKind, message: string) => new StoreTrouble(kind, message, error);
  if (/unsupported startup parameter/.test(said)) return poolerTrouble(address, error);
  switch (code) {
    case '28P01':
      return trouble(
        'wrong-password',
        `${at(address)} does not accept this password for ${user}: correct it (in a URL, percent-encoded).`,
      );
    case '28000':
      return authorisationTrouble(address, link, said, error);
    case '3D000':
      return trouble(
        'no-database',
        `${at(address)} has no database ${database}: create it, or correct its name in the URL.`,
      );
    case '42501':
      return trouble(
        'no-permission',
        `${user} may not use the database ${database} of ${at(address)}: let its owner run ` +
          `GRANT CONNECT ON DATABASE ${identifier(database)} TO ${identifier(user)};`,
      );
    case '53300':
      return trouble(
        'too-many-connections',
        `${at(address)} has no connection left (${said}): end some of the others, or raise its limit.`,
      );
    case '57P03':
      return trouble(
        'starting',
        `${at(address)} does not let anybody in yet (${said}): try again in a moment.`,
      );
  }
  if (code.startsWith('ERR_SSL')) return tlsTrouble(address, error);
  if (/^E[A-Z]+$/.test(code)) return networkTrouble(address, error);
  if (/terminated unexpectedly|Connection ended/.test(said)) return closedAtOnce(address, error);
  return trouble('other', `${at(address)} answered: ${said}`);
}

/** SQLSTATE 28000 has many reasons. */
function authorisationTrouble(address: PostgresAddress, { tls }: Link, said: string, cause: unknown) {
  const { user } = address;
  if (tls === null && /\bSSL\b(?! off)|insecure|sslmode/i.test(said)) return tlsRequired(address, cause);
  if (/does not exist/.test(said)) {
    const message = `${at(address)} has no user ${user}: create it, or correct the name in the URL.`;
    return new StoreTrouble('unknown-user', message, cause);
  }
  if (/not permitted to log in/.test(said)) {
    const message = `${user} may not log in to ${at(address)}: let an administrator run ALTER ROLE ${identifier(user)} LOGIN;`;
    return new StoreTrouble('not-allowed', message, cause);
  }
  return new StoreTrouble(
    'not-allowed',
    `${at(address)} does not let ${user} in from here (${said}): allow it in pg_hba.conf, ` +
      'or the IP address of this machine in the settings of the service.',
    cause,
  );
}

function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
