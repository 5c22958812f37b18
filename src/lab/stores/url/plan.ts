import type { Client } from 'pg';
import { environmentError } from '../../../errors.js';
import type { RedisConnection } from '../redis/connection.js';
import { keyspace } from '../redis/keyspace.js';
import type { PostgresAddress, RedisAddress } from './address.js';
import { claimOfDatabase, claimOfSchema, isClaimed, readClaims, type ToClaim } from './claims.js';
import { describeEndpoint } from './describe-address.js';
import { lookAtDatabase, whoseDatabase } from './logical-database.js';
import type { Owner } from './owner.js';
import { type PostgresByUrl, visitPostgres } from './postgres.js';
import { probePostgres } from './probe/postgres.js';
import { mayNotCreateSchemas } from './probe/postgres-trouble.js';
import { type RedisByUrl, visitRedis } from './redis.js';
import { lookAtSchema, whoseSchema } from './schema.js';

/** What is needed to know whose is what. */
export interface PlanOptions {
  readonly owner: Owner;
  /** Where claims are kept. */
  readonly dataDir: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What has to be agreed to before the PostgreSQL is used: nothing, where it was before. Rejects with a TutorialError when the
 * schema is somebody else's, or the server cannot be used.
 */
export async function planPostgres(
  address: PostgresAddress,
  { owner, dataDir, signal }: PlanOptions,
): Promise<{ store: PostgresByUrl; toClaim: ToClaim[] }> {
  const store = { address, owner };
  const claim = claimOfSchema(address, owner.name);
  if (isClaimed(dataDir, claim)) return { store, toClaim: [] };
  const schema = claim.what;
  const look = (client: Client) => lookAtSchema(client, { schema, owner });
  const found = await visitPostgres(address, schema, look, signal);
  if (found.kind === 'another learner' || found.kind === 'not the tutorial') {
    throw environmentError(whoseSchema(found, schema));
  }
  if (found.kind === 'nothing' && !(await probePostgres(address)).mayCreateSchemas) {
    throw mayNotCreateSchemas(address);
  }
  return { store, toClaim: [claim] };
}

/**
 * The same for Redis, with the logical database to use: that which the URL names; else the one that was used before; else
 * 0, if there is no key in the whole of Redis.
 */
export async function planRedis(
  address: RedisAddress,
  { owner, dataDir, signal }: PlanOptions,
): Promise<{ store: RedisByUrl; toClaim: ToClaim[] }> {
  const database = address.database ?? databaseBefore(address, dataDir) ?? 0;
  const store = { address: { ...address, database }, owner };
  const claim = claimOfDatabase(address, database);
  if (isClaimed(dataDir, claim)) return { store, toClaim: [] };
  const look = async (redis: RedisConnection) => ({
    found: await lookAtDatabase(redis, owner),
    keys: address.database === undefined ? await keyspace(redis) : new Map<number, number>(),
  });
  const { found, keys } = await visitRedis(store.address, look, signal);
  if (keys.size > 0 && found.kind !== 'ours') throw environmentError(notEmpty(address, keys));
  if (found.kind === 'another learner' || found.kind === 'not the tutorial') {
    throw environmentError(whoseDatabase(found, database));
  }
  return { store, toClaim: [claim] };
}

/** The logical database that the learner has in this Redis already, if it is one. */
function databaseBefore({ endpoint }: RedisAddress, dataDir: string): number | undefined {
  const place = describeEndpoint(endpoint);
  const claims = readClaims(dataDir).filter((claim) => claim.product === 'redis' && claim.place === place);
  return claims.length === 1 ? Number(claims[0]?.what) : undefined;
}

function notEmpty({ endpoint }: RedisAddress, keys: ReadonlyMap<number, number>): string {
  const held = [...keys].map(([database, count]) => `${database} (${count})`).join(', ');
  let free = 0;
  while (keys.has(free)) free++;
  const where = describeEndpoint(endpoint);
  return (
    `The Redis at ${where} is not empty: there are keys in the logical databases ${held}. ` +
    `Say which empty one the tutorial may use, by its number at the end of the URL: …/${free}`
  );
}
