import { isIPv6 } from 'node:net';
import { usageError } from '../../../errors.js';

/** The pieces of a store's URL, decoded. What it does not name is undefined, or empty. */
export interface UrlParts {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** An IPv6 host stands without brackets. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** What follows the host, without the first slash. */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** How a kind of URL is called in messages, and how it looks. */
export interface UrlKind {
  readonly name: string;
  readonly schemes: readonly string[];
  readonly example: string;
}

/**
 * Takes a URL apart as libpq does, which is more lenient than `URL`: the host may be missing or percent-encoded, and a
 * password may hold an `@` of its own. Throws a usageError that repeats nothing of the URL, since a password may stand
 * anywhere in it when it is written wrongly.
 */
export function splitUrl(url: string, kind: UrlKind): UrlParts {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/is.exec(url.trim());
  const scheme = match?.[1]?.toLowerCase() ?? '';
  if (!match || !kind.schemes.includes(scheme)) {
    const schemes = kind.schemes.slice(0, 2).map((it) => `${it}://`);
    throw usageError(`${kind.name} begins with ${schemes.join(' or ')}, as in ${kind.example}.`);
  }
  const [, , authority = '', path = '', query = ''] = match;
  const at = authority.lastIndexOf('@');
  // A raw slash or question mark in a password leaves the @ behind what then looks like the host.
  if (path.includes('@') || (at < 0 && query.includes('@'))) throw hardToRead(kind);
  const [user, ...password] = at < 0 ? [] : authority.slice(0, at).split(':');
  return {
    scheme,
    user: named(user, kind),
    password: named(password.join(':'), kind),
    ...splitHost(authority.slice(at + 1), kind),
    path: decode(path, kind),
    parameters: splitQuery(query, kind),
  };
}

/** A port's number. Throws a usageError when it is none. */
export function portOf(text: string, kind: UrlKind): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw hardToRead(kind);
  return port;
}

function splitHost(text: string, kind: UrlKind): Pick<UrlParts, 'host' | 'port'> {
  if (text.includes(',')) throw usageError(`${kind.name} names several hosts: name one of them.`);
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(text) ?? [];
  const host = named(bracketed ?? plain, kind);
  const wrong = bracketed === undefined ? host !== undefined && /[\s@]/.test(host) : !isIPv6(host ?? '');
  if (wrong || (host === undefined && text !== '' && !port)) throw hardToRead(kind);
  return { host, port: port ? portOf(port, kind) : undefined };
}

function splitQuery(query: string, kind: UrlKind): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=');
    parameters.set(decode(name, kind), decode(value.join('='), kind));
  }
  return parameters;
}

function named(text: string | undefined, kind: UrlKind): string | undefined {
  return text ? decode(text, kind) : undefined;
}

function decode(text: string, kind: UrlKind): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw usageError(`${kind.name} has a % that begins no code of UTF-8: write %25 for a % itself.`);
  }
  if (/\p{Cc}/u.test(decoded)) throw usageError(`${kind.name} has a control character: leave it out.`);
  return decoded;
}

function hardToRead(kind: UrlKind) {
  return usageError(
    `${kind.name} cannot be read: it looks like ${kind.example}. ` +
      'In a user name or password, write %2F for /, %40 for @, %3A for :, %3F for ?, %23 for # and %25 for %; ' +
      'an IPv6 address stands in brackets, as in [::1].',
  );
}
