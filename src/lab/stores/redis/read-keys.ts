import type { KeyReading } from '../../changes.js';
import type { RedisConnection } from './connection.js';
import { type Reply, textOf } from './reply.js';

/** How many keys a snapshot lists. */
const keyLimit = 200;

/** Says whose a logical database is, where the Redis is somebody's. It is no entry, and is not shown. */
export const markKey = 'cache-tutorial:owner';

/**
 * Reads up to 200 keys with their values and times to live: those named first, as far as they exist, then
 * others as SCAN gives them. `total` is how many keys there are, `marked` whether there is a mark besides. Rejects when
 * the connection is lost.
 */
export async function readKeys(
  redis: RedisConnection,
  named: readonly string[],
): Promise<{ keys: KeyReading[]; total: number; marked: boolean }> {
  const [counts, found] = await Promise.all([
    Promise.all([redis.send(['DBSIZE']), redis.send(['EXISTS', markKey])]),
    scan(redis),
  ]);
  const names = new Set([...named, ...found]);
  names.delete(markKey);
  const read = await Promise.all([...names].map((key) => readKey(redis, key)));
  const keys = read.filter((one) => one !== undefined).slice(0, keyLimit);
  const [size, marks] = counts.map(integer) as [number, number];
  return { keys, total: Math.max(keys.length, size - marks), marked: marks === 1 };
}

async function scan(redis: RedisConnection): Promise<Set<string>> {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const reply = await redis.send(['SCAN', cursor, 'COUNT', '200']);
    const [next, page] = reply.kind === 'array' ? reply.items : [];
    if (!next || page?.kind !== 'array') break;
    cursor = textOf(next);
    for (const key of page.items) found.add(textOf(key));
  } while (cursor !== '0' && found.size < keyLimit);
  return found;
}

/** How to read a value of each type, and how to put it in brief. */
const readers: Readonly<Record<string, { command(key: string): string[]; brief(reply: Reply): string }>> = {
  string: { command: (key) => ['GET', key], brief: textOf },
  hash: { command: (key) => ['HGETALL', key], brief: (reply) => `{ ${pairs(reply).join(', ')} }` },
  list: { command: (key) => ['LRANGE', key, '0', '-1'], brief: (reply) => `[ ${texts(reply).join(', ')} ]` },
  set: { command: (key) => ['SMEMBERS', key], brief: (reply) => `{ ${texts(reply).sort().join(', ')} }` },
  zset: {
    command: (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
    brief: (reply) => `{ ${pairs(reply).join(', ')} }`,
  },
  stream: { command: (key) => ['XLEN', key], brief: (reply) => `${integer(reply)} entries` },
};

/** Undefined when the key does not exist, or is gone before all of it is read. */
async function readKey(redis: RedisConnection, key: string): Promise<KeyReading | undefined> {
  const [typeReply, ttlReply] = await Promise.all([redis.send(['TYPE', key]), redis.send(['PTTL', key])]);
  const type = textOf(typeReply);
  const ttl = integer(ttlReply);
  if (type === 'none' || ttl === -2) return undefined;
  const reader = readers[type];
  const reply = reader && (await redis.send(reader.command(key)));
  if (reply?.kind === 'nil' || reply?.kind === 'error') return undefined;
  return { key, type, value: reply ? reader.brief(reply) : '', ttlMs: ttl === -1 ? null : ttl };
}

function texts(reply: Reply): string[] {
  return reply.kind === 'array' ? reply.items.map(textOf) : [];
}

/** Field and value, or member and score, of a reply that lists them in turn. */
function pairs(reply: Reply): string[] {
  const all = texts(reply);
  return all.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []));
}

function integer(reply: Reply): number {
  return Number(textOf(reply));
}
