import { environmentError, type TutorialError } from '../errors.js';
import { connectRedis, type RedisConnection } from '../lab/stores/redis/connection.js';
import type { Reply as RedisReply } from '../lab/stores/redis/reply.js';
import type { Store } from '../lab/stores/store.js';
import type { KeyState } from './bench.js';

/** Another program's entry in the same Redis: an exercise must leave it alone. */
const canary = { key: 'session:of-another-program', value: 'keep me' } as const;

/** The grader's own way into Redis, past the tap, through all logical databases. */
export interface BenchRedis {
  /** Rejects with a TutorialError when the reply is an error. */
  send(args: readonly string[], database?: number): Promise<string>;
  keys(): Promise<KeyState[]>;
  flush(): Promise<void>;
  canaryLives(): Promise<boolean>;
  close(): void;
}

/** Connects to the lab's Redis. Rejects with a TutorialError when it cannot be reached. */
export async function openBenchRedis(store: Store): Promise<BenchRedis> {
  const redis = await connectRedis(store.login);
  const textOf = async (...args: string[]) => replyText(await redis.send(args));
  return {
    async send(args, database = 0) {
      await redis.send(['SELECT', String(database)]);
      return textOf(...args);
    },
    async keys() {
      const found: KeyState[] = [];
      const databases = [...(await textOf('INFO', 'keyspace')).matchAll(/^db(\d+):keys=/gm)];
      for (const [, number = '0'] of databases) {
        await redis.send(['SELECT', number]);
        found.push(...(await readDatabase(redis, Number(number))));
      }
      return found;
    },
    async flush() {
      await redis.send(['FLUSHALL']);
      await redis.send(['SELECT', '0']);
      await redis.send(['SET', canary.key, canary.value]);
    },
    async canaryLives() {
      await redis.send(['SELECT', '0']);
      return (
        (await textOf('GET', canary.key)) === canary.value && (await textOf('PTTL', canary.key)) === '-1'
      );
    },
    close: () => redis.close(),
  };
}

async function readDatabase(redis: RedisConnection, database: number): Promise<KeyState[]> {
  const names = new Set<string>();
  let cursor = '0';
  do {
    const page = await redis.send(['SCAN', cursor, 'COUNT', '500']);
    const [next, items] = page.kind === 'array' ? page.items : [];
    if (!next || items?.kind !== 'array') throw unreadable(page);
    cursor = replyText(next);
    for (const item of items.items) names.add(replyText(item));
  } while (cursor !== '0');
  if (database === 0) names.delete(canary.key);

  const states = [...names].map(async (key) => {
    const [type, ttl] = await Promise.all([redis.send(['TYPE', key]), redis.send(['PTTL', key])]);
    const ttlMs = Number(replyText(ttl));
    return { database, key, type: replyText(type), ttlMs: ttlMs === -1 ? null : ttlMs };
  });
  // One that expires between SCAN and PTTL is gone.
  return (await Promise.all(states)).filter(({ type, ttlMs }) => type !== 'none' && ttlMs !== -2);
}

function replyText(reply: RedisReply): string {
  if (reply.kind === 'bulk') return reply.bytes.toString();
  if (reply.kind === 'error') throw unreadable(reply);
  return reply.kind === 'nil' || reply.kind === 'array' ? '' : reply.text;
}

function unreadable(reply: RedisReply): TutorialError {
  const what = reply.kind === 'error' ? reply.text : reply.kind;
  return environmentError(`Redis cannot be read (${what}): run the exercise again.`);
}
