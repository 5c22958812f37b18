import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../npm.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const servers = fileURLToPath(new URL('./servers/', import.meta.url));

/** The variants that answer a hit from Redis. */
export const variants = ['cache', 'ttl', 'invalidation', 'higher-order', 'decorator'];

/** What the variants are compared with: a program in `servers/` for each. */
export const libraries = ['bentocache', 'cacheable', 'cache-manager', 'async-cache-dedupe'];

/** The libraries, and the clients of Redis that their documentation has one install with them. */
const packages = [
  'bentocache@1.6.1',
  'cacheable@2.5.0',
  'cache-manager@7.2.9',
  'async-cache-dedupe@3.4.0',
  'ioredis@5.11.1',
  '@keyv/redis@5.1.6',
  'keyv@5.6.0',
];

/** The built file of a variant. */
export const variantFile = (name) => path.join(root, 'dist/server', `${name}.js`);

/**
 * Puts the programs of `servers/` into the new directory `into`, where they find the variants' own `shop/` and Fastify, and,
 * if `withLibraries`, the libraries from npm. Returns what tells the path of one by its name.
 */
export function placePrograms(into, withLibraries) {
  if (withLibraries) install(into, packages);
  cpSync(servers, into, { recursive: true });
  mkdirSync(path.join(into, 'node_modules'), { recursive: true });
  symlinkSync(path.join(root, 'dist/server/shop'), path.join(into, 'shop'));
  symlinkSync(path.join(root, 'node_modules/fastify'), path.join(into, 'node_modules/fastify'));
  return (name) => path.join(into, `${name}.mjs`);
}
