import { spawnSync } from 'node:child_process';
import { findProgram } from '../src/lab/process/find-program.js';
import {
  type Certificates,
  hasOpenssl,
  makeCertificates,
} from '../src/lab/stores/url/testing/certificates.js';
import {
  hasPostgres,
  type PostgresServer,
  startPostgresServer,
} from '../src/lab/stores/url/testing/postgres-server.js';
import { hasRedis, type RedisServer, startRedisServer } from '../src/lab/stores/url/testing/redis-server.js';

/** A PostgreSQL and a Redis that others work with, too: both with TLS, passwords, and data of all kinds. */
export interface SomebodysStores {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly certificates: Certificates;
  /** Everything in them, as text, but for the schemas whose names fit the pattern and these logical databases. */
  dump(but?: { readonly schemas?: string; readonly databases?: readonly number[] }): Promise<string>;
  close(): Promise<void>;
}

/** Whether `startSomebodysStores` can work here. */
export const hasServers = hasPostgres && hasRedis && hasOpenssl() && findProgram(['pg_dump']) !== undefined;

/** The core that all ways of writing a password share: percent-encoded, escaped, or as it is. */
export const secretCore = 'Zugang7391';
export const postgresPassword = `a/b@${secretCore}:%é?#`;
export const redisPassword = `r d/${secretCore}@%&`;

/** How many logical databases the Redis has. */
const databases = 6;

/** Starts both. `anna` may make schemas in the database `shop`; Redis asks for a password. */
export async function startSomebodysStores(): Promise<SomebodysStores> {
  const certificates = makeCertificates();
  const postgres = await startPostgresServer({ certificate: certificates.good });
  const redis = await startRedisServer({
    tls: { ...certificates.good, caFile: certificates.caFile },
    settings: { databases: String(databases) },
  });
  // Not among the settings, which are split at spaces.
  await redis.cli(['CONFIG', 'SET', 'requirepass', redisPassword]);
  const auth = ['-a', redisPassword];
  await postgres.sql(`CREATE ROLE anna LOGIN PASSWORD '${postgresPassword}'`);
  await postgres.sql('CREATE ROLE auditor NOLOGIN');
  await postgres.sql('CREATE DATABASE shop OWNER anna');
  await postgres.sql(theirSql, 'shop');
  for (const [database, command] of theirKeys) await redis.cli(['-n', String(database), ...command], auth);

  async function dump(but: Parameters<SomebodysStores['dump']>[0] = {}): Promise<string> {
    const at = ['-h', postgres.socketDirectory, '-p', String(postgres.port), '-U', 'postgres'];
    const pattern = but.schemas === undefined ? [] : [`--exclude-schema=${but.schemas}`];
    const texts = [
      client('pg_dump', [...at, ...pattern, 'shop']),
      client('pg_dumpall', [...at, '--roles-only']),
    ];
    for (let database = 0; database < databases; database++) {
      if (but.databases?.includes(database)) continue;
      texts.push(await redis.cli(['-n', String(database), '--no-raw', 'EVAL', dumpKeys, '0'], auth));
    }
    // A new one each time, so that nobody can put commands into a dump.
    return texts.join('\n').replace(/^\\(un)?restrict .*$/gm, '');
  }

  return {
    postgres,
    redis,
    certificates,
    dump,
    async close() {
      await Promise.all([postgres.close(), redis.close()]);
      certificates.remove();
    },
  };
}

function client(name: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${name}: ${error ?? stderr}`);
  return stdout;
}

const theirSql = `
CREATE TABLE public.orders (number text PRIMARY KEY, customer jsonb, placed date);
INSERT INTO public.orders SELECT 'N' || n, jsonb_build_object('name', n), date '2026-01-01' + n FROM generate_series(1, 500) n;
CREATE SCHEMA billing AUTHORIZATION anna;
CREATE SEQUENCE billing.invoice_number START 4711;
CREATE TABLE billing.invoices (id bigint PRIMARY KEY DEFAULT nextval('billing.invoice_number'), amount numeric(12, 2));
INSERT INTO billing.invoices (amount) SELECT n * 1.17 FROM generate_series(1, 300) n;
CREATE INDEX by_amount ON billing.invoices (amount);
CREATE VIEW billing.large AS SELECT * FROM billing.invoices WHERE amount > 100;
GRANT SELECT ON billing.invoices TO auditor;
CREATE FUNCTION public.tax(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.19';
CREATE SCHEMA cache_tutorial;
CREATE TABLE cache_tutorial.notes (text text);
INSERT INTO cache_tutorial.notes VALUES ('not the tutorial''s, for all its name');
COMMENT ON SCHEMA cache_tutorial IS 'ours';
`;

/** Keys by logical database; some have the names that lessons use. Their ends are far away, and exact. */
const theirKeys: readonly (readonly [number, readonly string[]])[] = [
  [0, ['SET', 'orders:count:latte', '17']],
  [0, ['SET', 'session:1', 'x', 'PXAT', '4102444800123']],
  [0, ['HSET', 'user:1', 'name', 'Ada', 'role', 'admin']],
  [0, ['RPUSH', 'queue', 'a', 'b', 'c']],
  [1, ['ZADD', 'drinks:top', '5', 'latte', '3', 'mocha']],
  [1, ['SADD', 'tags', 'x', 'y']],
  [1, ['XADD', 'log', '1-1', 'line', 'first']],
  [1, ['PEXPIREAT', 'drinks:top', '4102444800456']],
  [4, ['SET', 'cache-tutorial:owners', 'not the mark, for all its name']],
  [4, ['SETBIT', 'bits', '77', '1']],
];

/** Each key with its value, as DUMP has it, and its end. */
const dumpKeys = `local names = redis.call('KEYS', '*')
table.sort(names)
local all = {}
for _, name in ipairs(names) do
  all[#all + 1] = {name, redis.call('DUMP', name), redis.call('PEXPIRETIME', name)}
end
return all`;
