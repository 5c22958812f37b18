import type { RedisAddress } from '../address.js';
import { wrongProduct } from '../connect-trouble.js';
import { describeEndpoint } from '../describe-address.js';
import { StoreTrouble, type TroubleKind } from '../trouble.js';

const oldest = '6.2';

const at = ({ endpoint }: RedisAddress) => `Redis at ${describeEndpoint(endpoint)}`;

export function tlsRequired(address: RedisAddress): StoreTrouble {
  return new StoreTrouble(
    'tls-required',
    `${at(address)} speaks TLS only: write rediss:// instead of redis:// in the URL.`,
  );
}

/** What keeps a Redis that lets us in from being used, by the fields of INFO. */
export function infoTrouble(
  address: RedisAddress,
  info: ReadonlyMap<string, string>,
): StoreTrouble | undefined {
  const trouble = (kind: TroubleKind, message: string) => new StoreTrouble(kind, `${at(address)} ${message}`);
  const version = info.get('valkey_version') ?? info.get('redis_version');
  if (version === undefined) return wrongProduct(address, 'Something else');
  if (info.get('redis_mode') === 'sentinel') return wrongProduct(address, 'A Redis Sentinel');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  if (major < oldMajor || (major === oldMajor && minor < oldMinor)) {
    return trouble('too-old', `is version ${version}: use one of ${oldest} or newer.`);
  }
  if (info.get('loading') === '1') {
    return trouble('starting', 'is still loading its data: try again in a moment.');
  }
  if (info.get('cluster_enabled') === '1') {
    return trouble(
      'cluster',
      'runs in cluster mode, where the lessons would miss keys: use one without (cluster-enabled no).',
    );
  }
  if (info.get('role') === 'slave') {
    return trouble('read-only', 'is a replica, which can only be read: use the URL of the primary.');
  }
  return undefined;
}

/** What to tell when Redis answers a command of the probe with an error. */
export function replyTrouble(address: RedisAddress, command: readonly string[], said: string): StoreTrouble {
  const { user = 'default', database = 0 } = address;
  const trouble = (kind: TroubleKind, message: string) => new StoreTrouble(kind, `${at(address)} ${message}`);
  if (said.startsWith('NOAUTH')) {
    return trouble(
      'no-password',
      `asks for the password of ${user}: set CACHE_TUTORIAL_REDIS_PASSWORD, or put it into the URL.`,
    );
  }
  if (/without any password configured|no password is set/.test(said)) {
    return trouble('wrong-password', 'has no password: leave it out.');
  }
  if (/^WRONGPASS|invalid password/.test(said)) {
    return trouble(
      'wrong-password',
      `does not accept this password for ${user}: correct name and password (in a URL, percent-encoded).`,
    );
  }
  if (said.startsWith('DENIED')) {
    return trouble(
      'not-allowed',
      'is in protected mode, which lets in only who is on its own machine: set a password there (requirepass).',
    );
  }
  if (said.startsWith('NOPERM')) {
    const name = command[0] ?? '';
    return trouble(
      'no-permission',
      `does not let ${user} run ${name}: let an administrator run ACL SETUSER ${user} +${name.toLowerCase()}`,
    );
  }
  if (/max number of clients/.test(said)) {
    return trouble(
      'too-many-connections',
      `has no connection left (${said}): end some of the others, or raise its limit.`,
    );
  }
  if (/^LOADING|^BUSY/.test(said)) return trouble('starting', `is busy (${said}): try again in a moment.`);
  if (command[0] === 'SELECT') {
    return trouble('no-database', `has no logical database ${database}: name another one in the URL.`);
  }
  return trouble('other', `answered: ${said}`);
}
