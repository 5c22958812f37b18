import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configFile } from '../config.js';
import type { Config } from '../config-content.js';
import { chooseStores, type StoreOptions } from './store-choice.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'choice-'));
  vi.stubEnv('XDG_CONFIG_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

function save(config: Omit<Config, 'version'>): void {
  mkdirSync(path.dirname(configFile()), { recursive: true });
  writeFileSync(configFile(), JSON.stringify({ version: 1, ...config }));
}

/** In brief: the host of each store, and the rest. */
async function choose(options: StoreOptions = {}, env: NodeJS.ProcessEnv = {}) {
  const { postgres, redis, ...rest } = await chooseStores(options, env);
  const host = (store: typeof postgres | typeof redis) =>
    store && 'host' in store.endpoint ? store.endpoint.host : undefined;
  return { ...rest, postgres: host(postgres), redis: host(redis), password: postgres?.password };
}

test('the command line goes before the environment, and that before what was saved', async () => {
  const flags = { postgresUrl: 'postgres://a@flag/shop', redisUrl: 'redis://flag', name: 'flag' };
  const env = {
    CACHE_TUTORIAL_POSTGRES_URL: 'postgres://a@variable/shop',
    CACHE_TUTORIAL_REDIS_URL: 'redis://variable',
    CACHE_TUTORIAL_NAME: 'variable',
  };
  save({ name: 'saved', postgres: { url: 'postgres://a@saved/shop' }, redis: { url: 'redis://saved' } });
  const from = (source: string) => ({ embedded: false, name: source, postgres: source, redis: source });
  expect(await choose()).toMatchObject(from('saved'));
  expect(await choose({}, env)).toMatchObject(from('variable'));
  expect(await choose(flags, env)).toMatchObject(from('flag'));
  expect(await choose({ redisUrl: 'redis://flag' }, env)).toMatchObject({
    ...from('variable'),
    redis: 'flag',
  });
});

test('without a choice the stores are found, whatever DATABASE_URL and REDIS_URL say', async () => {
  const env = { DATABASE_URL: 'postgres://office/orders', REDIS_URL: 'redis://office' };
  expect(await choose({}, env)).toMatchObject({ embedded: false, postgres: undefined, redis: undefined });
});

test('--embedded leaves all others out, and does not go with a URL', async () => {
  const env = { CACHE_TUTORIAL_POSTGRES_URL: 'postgres://a@variable/shop' };
  save({ redis: { url: 'redis://saved' } });
  expect(await choose({ embedded: true }, env)).toMatchObject({
    embedded: true,
    postgres: undefined,
    redis: undefined,
  });
  await expect(choose({ embedded: true, redisUrl: 'redis://flag' })).rejects.toMatchObject({ exitCode: 2 });
});

test('an embedded Redis that was saved is used, unless a URL is given', async () => {
  save({ postgres: 'embedded', redis: 'embedded' });
  expect(await choose()).toMatchObject({ embedded: true, postgres: undefined });
  expect(await choose({ redisUrl: 'redis://flag' })).toMatchObject({ embedded: false, redis: 'flag' });
});

test('a password can be in the environment alone', async () => {
  save({ postgres: { url: 'postgres://a@saved/shop' } });
  const env = { CACHE_TUTORIAL_POSTGRES_PASSWORD: 'a/b@c%d' };
  expect(await choose({}, env)).toMatchObject({ postgres: 'saved', password: 'a/b@c%d' });
});

test('an empty variable is none', async () => {
  const env = {
    CACHE_TUTORIAL_POSTGRES_URL: '',
    CACHE_TUTORIAL_REDIS_URL: '',
    CACHE_TUTORIAL_NAME: '',
    CACHE_TUTORIAL_CA_FILE: '',
  };
  save({ name: 'saved', postgres: { url: 'postgres://a@saved/shop' }, redis: { url: 'redis://saved' } });
  expect(await choose({}, env)).toMatchObject({ name: 'saved', postgres: 'saved', redis: 'saved' });
});

test.each<[StoreOptions]>([
  [{ postgresUrl: 'postgres://a:sesame@:99999/shop' }],
  [{ postgresUrl: 'mysql://a:sesame@host/shop' }],
  [{ postgresUrl: 'postgres://a:%zzsesame@host/shop' }],
  [{ postgresUrl: 'postgres://a:sesame@host/shop?sslmode=perhaps' }],
  [{ postgresUrl: 'postgres://a:sesame@host/shop', name: 'Anna!' }],
  [{ postgresUrl: 'postgres://a:sesame@host/shop', caFile: '/nowhere/ca.pem' }],
  [{ redisUrl: 'redis://a:sesame@host/nought' }],
  [{ redisUrl: 'a:sesame@host:6379' }],
])('what is wrong in %j is told without the password', async (options) => {
  const error = await chooseStores(options, {}).catch((reason) => reason);
  expect(error).toMatchObject({ name: 'TutorialError' });
  expect([2, 3]).toContain(error.exitCode);
  expect(error.message).not.toContain('sesame');
  expect(String(error.stack)).not.toContain('sesame');
  expect(JSON.stringify(error.cause ?? null) + String(error.cause)).not.toContain('sesame');
});
