import type { RedisConnection } from './connection.js';

/** What a server says it is. */
export interface Identity {
  /** `Redis` or `Valkey`. */
  readonly product: string;
  /** `unknown` where it does not tell. */
  readonly version: string;
  /** Undefined where it does not tell. */
  readonly pid: number | undefined;
}

/** Asks a server what it is. Rejects with a TutorialError when the connection is lost, or after `limitMs` (10 s). */
export async function readIdentity(redis: RedisConnection, limitMs?: number): Promise<Identity> {
  const reply = await redis.send(['INFO', 'server'], limitMs);
  const info = reply.kind === 'bulk' ? reply.bytes.toString() : '';
  const field = (name: string) => info.match(new RegExp(`^${name}:(\\S+)`, 'm'))?.[1];
  const pid = Number(field('process_id')) || undefined;
  const valkey = field('valkey_version');
  if (valkey !== undefined) return { product: 'Valkey', version: valkey, pid };
  return { product: 'Redis', version: field('redis_version') ?? 'unknown', pid };
}
