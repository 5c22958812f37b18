import type { SavedUrl } from '../../config-content.js';
import { type FoundStore, findRunningPostgres, findRunningRedis } from '../../lab/found-stores.js';
import type { StoreAddress } from '../../lab/stores/url/address.js';
import { parsePostgresUrl, type UrlExtras } from '../../lab/stores/url/parse-postgres.js';
import { parseRedisUrl } from '../../lab/stores/url/parse-redis.js';

/** One of the two stores, as `setup` and `doctor` see it. */
export interface Product {
  readonly key: 'postgres' | 'redis';
  readonly name: string;
  readonly example: string;
  readonly urlVariable: string;
  readonly passwordVariable: string;
  /** The services at Aiven that will do, as `avn` calls them; the first is the one to make. */
  readonly aivenTypes: readonly ['pg' | 'valkey', ...string[]];
  /** Throws a usageError that says what to write instead, and never repeats a password. */
  parse(url: string, extras: UrlExtras): StoreAddress;
  findRunning(): Promise<FoundStore[]>;
}

export const postgres: Product = {
  key: 'postgres',
  name: 'PostgreSQL',
  example: 'postgres://anna:secret@db.example.com:5432/shop?sslmode=require',
  urlVariable: 'CACHE_TUTORIAL_POSTGRES_URL',
  passwordVariable: 'CACHE_TUTORIAL_POSTGRES_PASSWORD',
  aivenTypes: ['pg'],
  parse: parsePostgresUrl,
  findRunning: findRunningPostgres,
};

export const redis: Product = {
  key: 'redis',
  name: 'Redis',
  example: 'rediss://default:secret@cache.example.com:6379/5',
  urlVariable: 'CACHE_TUTORIAL_REDIS_URL',
  passwordVariable: 'CACHE_TUTORIAL_REDIS_PASSWORD',
  aivenTypes: ['valkey', 'redis', 'dragonfly'],
  parse: parseRedisUrl,
  findRunning: findRunningRedis,
};

/** What a choice says, with the password of the environment where its URL has none. Throws as `parse` does. */
export const addressOf = (product: Product, choice: SavedUrl): StoreAddress =>
  product.parse(choice.url, extrasOf(product, choice));

/** What counts when the URL of a choice does not say it. */
export function extrasOf({ passwordVariable }: Product, { caFile }: SavedUrl): UrlExtras {
  const password = process.env[passwordVariable];
  return { ...(caFile && { caFile }), ...(password && { password }) };
}
