import { hitMarker } from './cache-status.js';
import { connectRedis } from './redis.js';

export const redis = await connectRedis();
const defaultTtl = Number(process.env.CACHE_TTL_SECONDS ?? 5);

export interface CacheOptions<Args extends unknown[]> {
  /** Names the entry for these arguments. Two calls that may answer differently need two keys. */
  key: (...args: Args) => string;
  /** How long an entry may live, in seconds. */
  ttl?: number;
}

/** `fn`, with its results kept in Redis as JSON. A result of `undefined` and a thrown error are not kept. */
export function cached<This, Args extends unknown[], Result>(
  fn: (this: This, ...args: Args) => Promise<Result>,
  { key, ttl = defaultTtl }: CacheOptions<Args>,
) {
  return async function (this: This, ...args: Args): Promise<Result> {
    const markHit = hitMarker();
    const entry = await redis.get(key(...args));
    if (entry !== null) {
      markHit();
      return JSON.parse(entry) as Result;
    }
    const result = await fn.call(this, ...args);
    const json = JSON.stringify(result);
    if (json !== undefined) await redis.set(key(...args), json, { expiration: { type: 'EX', value: ttl } });
    return result;
  };
}

/** The key of a method's entry: its name and its arguments, so that no two can be mistaken for each other. */
export function keyOf(name: string, ...args: unknown[]): string {
  return `orders:${name}:${JSON.stringify(args)}`;
}

/** The same as a decorator of methods; the key comes from the method's name and the arguments. */
export function Cached({ ttl = defaultTtl }: { ttl?: number } = {}) {
  return <This, Args extends unknown[], Result>(
    method: (this: This, ...args: Args) => Promise<Result>,
    { name }: ClassMethodDecoratorContext,
  ) => {
    const key = (...args: Args) => keyOf(String(name), ...args);
    return cached(method, { key, ttl });
  };
}
