import { environmentError, type TutorialError } from '../errors.js';
import { connectRedis, type RedisConnection } from '../lab/stores/redis/connection.js';
import { keyspace } from '../lab/stores/redis/keyspace.js';
import { markKey } from '../lab/stores/redis/read-keys.js';
import type { Reply as RedisReply } from '../lab/stores/redis/reply.js';
import type { Store } from '../lab/stores/store.js';
import type { KeyState } from './bench.js';

/** Another program's entry in the same Redis: an exercise must leave it alone. */
const canary = { key: 'session:of-another-program', value: 'keep me' } as const;

/**
 * The grader's own way into Redis, past the tap, through all logical databases; in a Redis that is somebody's, through the
 * learner's alone, which then counts as 0.
 */
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
  const home = store.kind === 'url' ? Number(new URL(store.login).pathname.slice(1)) : 0;
  const select = async (database: number) => replyText(await redis.send(['SELECT', String(home + database)]));
  const databases = async () => {
    return store.kind === 'url' ? [0] : (await keyspace(redis)).keys();
  };
  return {
    async send(args, database = 0) {
      await select(database);
      return textOf(...args);
    },
    async keys() {
      const found: KeyState[] = [];
      for (const database of await databases()) {
        await select(database);
        found.push(...(await readDatabase(redis, database)));
      }
      return found;
    },
    async flush() {
      await store.reset();
      await select(0);
      await redis.send(['SET', canary.key, canary.value]);
    },
    async canaryLives() {
      await select(0);
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
  if (database === 0) for (const key of [canary.key, markKey]) names.delete(key);

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
