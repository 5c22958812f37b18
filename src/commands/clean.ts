import { environmentError, exitCodes, messageOf, usageError } from '../errors.js';
import { userOf } from '../lab/in-use.js';
import { defaultCacheDir } from '../lab/session-dir.js';
import type { PostgresAddress, RedisAddress } from '../lab/stores/url/address.js';
import {
  type Claim,
  claimOfDatabase,
  claimOfSchema,
  describeClaim,
  forgetClaim,
  readClaims,
} from '../lab/stores/url/claims.js';
import type { Owner } from '../lab/stores/url/owner.js';
import { ownerId } from '../lab/stores/url/owner-id.js';
import { userDirectory } from '../user-directory.js';
import { chooseStores, type StoreOptions } from './store-choice.js';

export interface CleanOptions extends Omit<StoreOptions, 'embedded' | 'yes'> {
  json?: true;
}

/** What became of one thing that was made, as `clean --json` prints it. */
interface Cleaned extends Claim {
  type: 'cleaned';
  /** Whether nothing of it is left. */
  ok: boolean;
  /** Whether something was there. */
  found: boolean;
  /** What is in the way, and what to do; null when nothing is. */
  problem: string | null;
}

/**
 * Removes what the tutorial has made in stores that are somebody's: the learner's schemas and the keys in their logical
 * databases, and nothing else. Says what, and what it could not reach. Returns the exit code.
 */
export async function cleanCommand({ json, ...options }: CleanOptions): Promise<number> {
  const dataDir = userDirectory('data');
  const claims = readClaims(dataDir);
  let ok = true;
  for (const claim of claims) {
    const cleaned = await clean(claim, options, dataDir);
    ok &&= cleaned.ok;
    process.stdout.write(json ? `${JSON.stringify(cleaned)}\n` : describe(cleaned));
  }
  if (claims.length === 0 && !json) {
    process.stdout.write('The tutorial has made nothing in stores that are yours.\n');
  }
  return ok ? exitCodes.ok : exitCodes.environment;
}

async function clean(claim: Claim, options: StoreOptions, dataDir: string): Promise<Cleaned> {
  const cleaned = { type: 'cleaned', ...claim } as const;
  try {
    const found = await remove(claim, options, dataDir);
    forgetClaim(dataDir, claim);
    return { ...cleaned, ok: true, found, problem: null };
  } catch (error) {
    return { ...cleaned, ok: false, found: true, problem: messageOf(error) };
  }
}

async function remove(claim: Claim, options: StoreOptions, dataDir: string): Promise<boolean> {
  const pid = userOf(describeClaim(claim), defaultCacheDir());
  if (pid !== undefined) throw environmentError(`process ${pid} of the tutorial uses it: end that first.`);
  const { name, postgres, redis } = await chooseStores(options);
  const owner = { id: ownerId(dataDir), name };
  const { product, place, what } = claim;
  if (product === 'postgres' && postgres && claimOfSchema(postgres, name).place === place) {
    return removeFromPostgres(postgres, what, owner);
  }
  if (product === 'redis' && redis && claimOfDatabase(redis, 0).place === place) {
    return removeFromRedis({ ...redis, database: Number(what) }, owner);
  }
  const option = product === 'postgres' ? '--postgres-url postgres://…' : '--redis-url redis://…';
  throw usageError(`This is not the store that is used now: give its URL with ${option}`);
}

async function removeFromPostgres(address: PostgresAddress, schema: string, owner: Owner): Promise<boolean> {
  const [{ visitPostgres }, { removeSchema }] = await Promise.all([
    import('../lab/stores/url/postgres.js'),
    import('../lab/stores/url/schema.js'),
  ]);
  return visitPostgres(address, schema, (client) => removeSchema(client, { schema, owner }));
}

async function removeFromRedis(address: RedisAddress & { database: number }, owner: Owner): Promise<boolean> {
  const [{ visitRedis }, { giveBackDatabase }] = await Promise.all([
    import('../lab/stores/url/redis.js'),
    import('../lab/stores/url/logical-database.js'),
  ]);
  return visitRedis(address, (redis) => giveBackDatabase(redis, owner, address.database));
}

function describe({ ok, found, problem, ...claim }: Cleaned): string {
  const thing = describeClaim(claim);
  if (!ok) return `left       ${thing}: ${problem}\n`;
  const gone = claim.product === 'postgres' ? 'removed    ' : 'emptied    ';
  return `${found ? gone : 'not there  '}${thing}\n`;
}
