/** The URL of a store in three: the scheme, who and where, and the rest; taken apart where `splitUrl` does it. */
function inThree(url: string): { scheme: string; userInfo: string; host: string; rest: string } {
  const [, scheme = '', authority = '', rest = ''] = /^([^:]*:\/\/)([^/?]*)(.*)$/s.exec(url.trim()) ?? [];
  const at = authority.lastIndexOf('@');
  return { scheme, userInfo: authority.slice(0, Math.max(at, 0)), host: authority.slice(at + 1), rest };
}

/** A readable store URL without its password, wherever that stands in it. */
export function withoutPassword(url: string): string {
  const { scheme, userInfo, host, rest } = inThree(url);
  const user = userInfo.split(':')[0];
  return scheme + (user ? `${user}@` : '') + host + withoutParameter(rest, 'password');
}

/** A readable store URL with this password and no other. */
export function withPassword(url: string, password: string): string {
  const { scheme, userInfo, host, rest } = inThree(withoutPassword(url));
  return `${scheme}${userInfo}:${encodeURIComponent(password)}@${host}${rest}`;
}

/** A readable Redis URL that names this logical database. */
export function withDatabase(url: string, database: number): string {
  const { scheme, userInfo, host, rest } = inThree(url);
  const query = withoutParameter(rest, 'db').replace(/^[^?]*/, '');
  return `${scheme}${userInfo && `${userInfo}@`}${host}/${database}${query}`;
}

function withoutParameter(rest: string, name: string): string {
  const [path = '', query] = rest.split(/\?(.*)/s);
  const kept = (query ?? '')
    .split('&')
    .filter((pair) => pair !== '' && decodeURIComponent(pair.split('=')[0] ?? '') !== name);
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}
