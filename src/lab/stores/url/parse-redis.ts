import { usageError } from '../../../errors.js';
import type { Encryption, RedisAddress } from './address.js';
import { readCaFile } from './ca-file.js';
import type { UrlExtras } from './parse-postgres.js';
import { splitUrl, type UrlKind } from './url-parts.js';

const kind: UrlKind = {
  name: 'A Redis URL',
  schemes: ['redis', 'rediss', 'valkey', 'valkeys'],
  example: 'rediss://default:secret@cache.example.com:6379/5',
};

const encrypted = ['rediss', 'valkeys'];

/**
 * Reads a URL of Redis or Valkey; one that ends in `s` before `://` is encrypted, and then the certificate must be
 * trusted and name the host, unless `ssl_cert_reqs=none`, a parameter of Redis' client for Python, says otherwise.
 * Throws a usageError that says what to write instead; it never repeats a password.
 */
export function parseRedisUrl(url: string, extras: UrlExtras = {}): RedisAddress {
  const { scheme, user, path, parameters, ...parts } = splitUrl(url, kind);
  const password = parts.password ?? extras.password;
  // What stands there is more often a password whose colon was forgotten: it must not be shown as a user.
  if (user && !password) {
    throw usageError(
      `${kind.name} has no password: write redis://:secret@… or redis://user:secret@…, ` +
        'or set CACHE_TUTORIAL_REDIS_PASSWORD.',
    );
  }
  const database = databaseOf(path.replace(/\/$/, '') || parameters.get('db'));
  return {
    product: 'redis',
    endpoint: { host: parts.host ?? 'localhost', port: parts.port ?? 6379 },
    encryption: encrypted.includes(scheme) ? encryptionOf(parameters, extras) : { mode: 'disable' },
    ...(user && { user }),
    ...(password && { password }),
    ...(database !== undefined && { database }),
  };
}

function databaseOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(
    `${kind.name} ends with the number of a logical database, as in redis://localhost:6379/5.`,
  );
}

function encryptionOf(parameters: ReadonlyMap<string, string>, { caFile }: UrlExtras): Encryption {
  if (parameters.get('ssl_cert_reqs') === 'none') return { mode: 'require' };
  return caFile === undefined ? { mode: 'verify-full' } : { mode: 'verify-full', ca: readCaFile(caFile) };
}
