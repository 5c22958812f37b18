import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentError, messageOf } from '../../../errors.js';
import type { PostgresAddress, RedisAddress } from './address.js';
import { describeEndpoint } from './describe-address.js';
import { schemaOf } from './schema.js';

/** What the tutorial has made, or was about to make, in a store that is somebody's. No secret is in it. */
export interface Claim {
  readonly product: 'postgres' | 'redis';
  /** Where: `db.example.com:5432/shop`, `cache.example.com:6380`. */
  readonly place: string;
  /** The schema's name, or the number of the logical database. */
  readonly what: string;
  /** In ISO 8601. */
  readonly since: string;
}

/** What is to be made in a store that is somebody's. */
export type ToClaim = Omit<Claim, 'since'>;

/** The claim of a schema. */
export function claimOfSchema({ endpoint, database }: PostgresAddress, name: string): ToClaim {
  return { product: 'postgres', place: `${describeEndpoint(endpoint)}/${database}`, what: schemaOf(name) };
}

/** The claim of a logical database. */
export function claimOfDatabase({ endpoint }: RedisAddress, database: number): ToClaim {
  return { product: 'redis', place: describeEndpoint(endpoint), what: String(database) };
}

/** What a claim is about, for people. */
export function describeClaim({ product, place, what }: ToClaim): string {
  return product === 'postgres' ? `schema ${what} in ${place}` : `logical database ${what} of ${place}`;
}

/**
 * Notes a claim before anything is made, so that it can be cleaned up whenever the program ends. Each is a file of its
 * own: processes need not wait for one another. Throws a TutorialError when it cannot be written.
 */
export function noteClaim(dataDir: string, claim: ToClaim): void {
  const file = fileOf(dataDir, claim);
  const temporary = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ ...claim, since: new Date().toISOString() }));
    renameSync(temporary, file);
  } catch (error) {
    throw environmentError(`Cannot write ${file} (${messageOf(error)}): make ${dataDir} writable.`, error);
  }
}

/** Forgets a claim: nothing is left of it. Throws errors of the file system. */
export function forgetClaim(dataDir: string, claim: ToClaim): void {
  rmSync(fileOf(dataDir, claim), { force: true });
}

/** Whether this was claimed before. */
export function isClaimed(dataDir: string, claim: ToClaim): boolean {
  const { product, place, what } = claim;
  return readClaims(dataDir).some(
    (one) => one.product === product && one.place === place && one.what === what,
  );
}

/** All claims, the oldest first. A file that is no claim is left alone. */
export function readClaims(dataDir: string): Claim[] {
  const directory = directoryOf(dataDir);
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => parse(path.join(directory, name)))
    .sort((one, other) => one.since.localeCompare(other.since));
}

function parse(file: string): Claim[] {
  try {
    const claim = JSON.parse(readFileSync(file, 'utf8')) as Claim;
    const { product, place, what, since } = claim;
    return [product, place, what, since].every((text) => typeof text === 'string') ? [claim] : [];
  } catch {
    return [];
  }
}

const directoryOf = (dataDir: string) => path.join(dataDir, 'claims');

function fileOf(dataDir: string, { product, place, what }: ToClaim): string {
  const name = createHash('sha256')
    .update(JSON.stringify([product, place, what]))
    .digest('hex')
    .slice(0, 16);
  return path.join(directoryOf(dataDir), `${product}-${name}.json`);
}
