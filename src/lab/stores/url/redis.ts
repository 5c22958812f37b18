import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError } from '../../../errors.js';
import { connectRedis, type RedisConnection } from '../redis/connection.js';
import { readIdentity } from '../redis/identity.js';
import type { Store } from '../store.js';
import type { RedisAddress } from './address.js';
import { describeAddress } from './describe-address.js';
import { explainedBy, quickly } from './explained.js';
import { openGateway } from './gateway/gateway.js';
import {
  emptyDatabase,
  lookAtDatabase,
  putMarkBack,
  takeDatabase,
  whoseDatabase,
} from './logical-database.js';
import type { Owner } from './owner.js';
import { probeRedis } from './probe/redis.js';

/** How long closing may take for the mark's sake, in ms: the store may be gone. */
const keepMs = 500;

/** A Redis that is somebody's, and which logical database to use in it. */
export interface RedisByUrl {
  readonly address: RedisAddress & { readonly database: number };
  readonly owner: Owner;
}

/**
 * Opens the learner's logical database in a Redis that is somebody's, empty but for the mark. It must have been agreed
 * to. Nothing else is touched, and nothing is flushed.
 * Rejects with a TutorialError that says what to do, or with the signal's reason.
 */
export async function openRedisByUrl({
  address,
  owner,
  signal,
}: RedisByUrl & { readonly signal?: AbortSignal | undefined }): Promise<Store> {
  const { database } = address;
  const way = await reachRedis(address);
  const check = () => probeRedis(address, quickly);
  const mark = () => way.connected((redis) => putMarkBack(redis, owner));
  const restored = () =>
    way.connected(async (redis) => {
      const found = await lookAtDatabase(redis, owner);
      if (found.kind === 'nothing') await takeDatabase(redis, owner, database);
      else if (found.kind === 'ours') await emptyDatabase(redis, owner, database);
      else throw environmentError(whoseDatabase(found, database));
      return readIdentity(redis);
    });
  try {
    const { product, version } = await explainedBy([{ check }], restored, signal);
    return {
      kind: 'url',
      product,
      version,
      place: describeAddress(address),
      host: way.host,
      port: way.port,
      url: way.url,
      login: way.login,
      async reset() {
        await mark();
        await restored();
      },
      check,
      putMarkBack: mark,
      async close() {
        const keeping = mark().catch(() => {});
        await Promise.race([keeping, sleep(keepMs, undefined, { ref: false })]);
        await way.close();
      },
    };
  } catch (error) {
    await way.close();
    throw error;
  }
}

/** A way to a Redis, as if it stood on this machine. */
interface Way extends Pick<Store, 'host' | 'port' | 'url' | 'login' | 'close'> {
  /** Lends a connection. Rejects with a TutorialError. */
  connected<T>(use: (redis: RedisConnection) => Promise<T>): Promise<T>;
}

/** Opens the way to a logical database of a Redis. */
async function reachRedis(address: RedisByUrl['address']): Promise<Way> {
  const gateway = await openGateway(address);
  const { host, port } = gateway;
  const login = new URL(`redis://${host}:${port}/${address.database}`);
  login.username = encodeURIComponent(address.user ?? '');
  const url = login.href;
  login.password = encodeURIComponent(address.password ?? '');
  return {
    host,
    port,
    url,
    login: login.href,
    close: gateway.close,
    async connected(use) {
      const redis = await connectRedis(login.href);
      try {
        return await use(redis);
      } finally {
        redis.close();
      }
    },
  };
}

/** Lends one connection to a logical database of a Redis. Rejects with a TutorialError, or the signal's reason. */
export async function visitRedis<T>(
  address: RedisByUrl['address'],
  use: (redis: RedisConnection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const way = await reachRedis(address);
  const check = () => probeRedis(address, quickly);
  try {
    return await explainedBy([{ check }], () => way.connected(use), signal);
  } finally {
    await way.close();
  }
}
