import type { Reply } from '../../redis/reply.js';
import type { RedisAddress } from '../address.js';
import type { Link } from '../connect.js';
import { StoreTrouble } from '../trouble.js';
import { type Conversation, converse } from './redis-conversation.js';
import { infoTrouble, replyTrouble, tlsRequired } from './redis-trouble.js';
import { type ProbeOptions, shortestOf3, talk } from './talk.js';

/** What a Redis or Valkey is like that can be used. */
export interface RedisFacts {
  readonly product: 'Redis' | 'Valkey';
  /** `7.0.15` */
  readonly version: string;
  /** The version of TLS, `TLSv1.3`; null when the connection is not encrypted. */
  readonly tls: string | null;
  /** One round trip, in ms. */
  readonly latencyMs: number;
  /** How many logical databases there are; null when Redis does not say. */
  readonly databases: number | null;
  /** How many keys each logical database has, of those that have any. */
  readonly keys: ReadonlyMap<number, number>;
}

/**
 * Logs in to a Redis and looks whether the tutorial can use it; changes nothing. Rejects with a StoreTrouble, within 5 s.
 */
export async function probeRedis(address: RedisAddress, options: ProbeOptions = {}): Promise<RedisFacts> {
  try {
    return await talk(address, options, (link) => ask(link, address));
  } catch (error) {
    const closed = error instanceof StoreTrouble && error.kind === 'closed';
    if (!closed || address.encryption.mode !== 'disable') throw error;
    // A Redis that speaks TLS hangs up without a word on who does not.
    const encrypted: RedisAddress = { ...address, encryption: { mode: 'require' } };
    const handshake = await talk(encrypted, options, async ({ tls }) => tls).catch(() => null);
    throw handshake === null ? error : tlsRequired(address);
  }
}

async function ask({ socket, tls }: Link, address: RedisAddress): Promise<RedisFacts> {
  const conversation = converse(socket, address);
  const { user, password, database = 0 } = address;
  if (password !== undefined) {
    await expectOk(conversation, address, ['AUTH', ...(user ? [user] : []), password]);
  }
  const info = infoOf(await expectOk(conversation, address, ['INFO']));
  const trouble = infoTrouble(address, info);
  if (trouble) throw trouble;
  await expectOk(conversation, address, ['SELECT', String(database)]);
  const valkey = info.get('valkey_version');
  return {
    product: valkey === undefined ? 'Redis' : 'Valkey',
    version: valkey ?? info.get('redis_version') ?? '',
    tls,
    databases: databasesOf(await conversation.ask(['CONFIG', 'GET', 'databases'])),
    keys: keysOf(info),
    latencyMs: await shortestOf3(() => conversation.ask(['PING'])),
  };
}

async function expectOk(conversation: Conversation, address: RedisAddress, command: readonly string[]) {
  const reply = await conversation.ask(command);
  if (reply.kind === 'error') throw replyTrouble(address, command, reply.text);
  return reply;
}

/** The fields of INFO by their names. */
function infoOf(reply: Reply): Map<string, string> {
  const text = reply.kind === 'bulk' ? reply.bytes.toString() : '';
  return new Map(
    Array.from(text.matchAll(/^(\w+):(.*?)\r?$/gm), ([, name = '', value = '']) => [name, value]),
  );
}

function keysOf(info: ReadonlyMap<string, string>): Map<number, number> {
  const keys = new Map<number, number>();
  for (const [name, value] of info) {
    const count = /^keys=(\d+)/.exec(value)?.[1];
    if (/^db\d+$/.test(name) && count) keys.set(Number(name.slice(2)), Number(count));
  }
  return keys;
}

function databasesOf(reply: Reply): number | null {
  const value = reply.kind === 'array' ? reply.items[1] : undefined;
  return value?.kind === 'bulk' ? Number(value.bytes.toString()) : null;
}
