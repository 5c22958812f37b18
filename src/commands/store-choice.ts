import type { SavedUrl, StoreChoice } from '../config-content.js';
import { usageError } from '../errors.js';
import type { PostgresAddress, RedisAddress } from '../lab/stores/url/address.js';
import { checkLearnerName, usualLearnerName } from '../learner-name.js';

/** The options of every command that opens stores. */
export interface StoreOptions {
  embedded?: true;
  postgresUrl?: string;
  redisUrl?: string;
  caFile?: string;
  name?: string;
  yes?: true;
}

/** The stores that the learner has chosen; those that are not there are found as without any choice. */
export interface ChosenStores {
  readonly embedded: boolean;
  readonly postgres?: PostgresAddress;
  readonly redis?: RedisAddress;
  /** The learner's part of the schema's name. */
  readonly name: string;
}

/**
 * What the command line says, else the environment, else what `setup` has saved. `DATABASE_URL` and `REDIS_URL` are not
 * looked at: they may well be those of the learner's work.
 * Rejects with a usage error, which never repeats a URL's password.
 */
export async function chooseStores(
  options: StoreOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ChosenStores> {
  if (options.embedded && (options.postgresUrl ?? options.redisUrl) !== undefined) {
    throw usageError('--embedded leaves all other stores out: give it, or a URL, but not both.');
  }
  const { readConfig } = await import('../config.js');
  const saved = readConfig((message) => process.stderr.write(`cache-tutorial: ${message}\n`));
  const given = options.name ?? (env.CACHE_TUTORIAL_NAME || saved.name);
  const name = given === undefined ? usualLearnerName() : checkLearnerName(given);
  if (options.embedded) return { embedded: true, name };

  const caFile = options.caFile ?? (env.CACHE_TUTORIAL_CA_FILE || undefined);
  const urlOf = (url: string | undefined, choice: StoreChoice | undefined): SavedUrl | undefined => {
    if (url !== undefined) return { url };
    return choice === 'embedded' ? undefined : choice;
  };
  const postgres = urlOf(
    options.postgresUrl ?? (env.CACHE_TUTORIAL_POSTGRES_URL || undefined),
    saved.postgres,
  );
  const redis = urlOf(options.redisUrl ?? (env.CACHE_TUTORIAL_REDIS_URL || undefined), saved.redis);
  const embedded = saved.redis === 'embedded' && redis === undefined;
  if (!postgres && !redis) return { embedded, name };

  const { parsePostgresUrl } = await import('../lab/stores/url/parse-postgres.js');
  const { parseRedisUrl } = await import('../lab/stores/url/parse-redis.js');
  const extras = (store: SavedUrl, password: string | undefined) => {
    const file = caFile ?? store.caFile;
    return { ...(file !== undefined && { caFile: file }), ...(password && { password }) };
  };
  return {
    embedded,
    name,
    ...(postgres && {
      postgres: parsePostgresUrl(postgres.url, extras(postgres, env.CACHE_TUTORIAL_POSTGRES_PASSWORD)),
    }),
    ...(redis && { redis: parseRedisUrl(redis.url, extras(redis, env.CACHE_TUTORIAL_REDIS_PASSWORD)) }),
  };
}
