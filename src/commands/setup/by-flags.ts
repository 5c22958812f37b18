import path from 'node:path';
import { readConfig } from '../../config.js';
import type { SavedUrl, StoreChoice } from '../../config-content.js';
import { exitCodes } from '../../errors.js';
import { checkLearnerName, usualLearnerName } from '../../learner-name.js';
import { addressOf, type Product, postgres, redis } from './product.js';
import { isUrl, saveChosen } from './save.js';
import { tryStore } from './try-store.js';

export interface ChoosingFlags {
  postgresUrl?: string;
  redisUrl?: string;
  caFile?: string;
  name?: string;
  savePassword?: true;
  embedded?: true;
}

/**
 * Tries what the flags name, and saves it if all of it works; a store that they do not name stays as it was, and
 * both become the embedded ones with `embedded`. Calls `tell` with what was found. Returns the exit code, or throws.
 */
export async function setupByFlags(
  flags: ChoosingFlags,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<number> {
  const before = readConfig();
  const name = flags.name === undefined ? before.name : checkLearnerName(flags.name);
  const choose = (product: Product, url: string | undefined): StoreChoice | undefined => {
    if (url === undefined) return flags.embedded ? 'embedded' : before[product.key];
    const choice: SavedUrl = { url, ...(flags.caFile && { caFile: path.resolve(flags.caFile) }) };
    // What cannot be read is said before anything is tried.
    addressOf(product, choice);
    return choice;
  };
  const chosen = { postgres: choose(postgres, flags.postgresUrl), redis: choose(redis, flags.redisUrl) };
  const learner = isUrl(chosen.postgres) ? (name ?? usualLearnerName()) : name;
  // A store that stays as it was keeps its password, too.
  const changed = (key: Product['key']) => chosen[key] !== before[key];
  for (const product of [postgres, redis]) {
    const choice = chosen[product.key];
    const renamed = product === postgres && learner !== before.name;
    if (!isUrl(choice) || !(changed(product.key) || renamed)) continue;
    tell(await tryStore(addressOf(product, choice), signal, learner));
  }
  const keys = [postgres.key, redis.key];
  const withPassword = flags.savePassword ? keys : keys.filter((key) => !changed(key));
  tell(await saveChosen({ ...chosen, name: learner }, withPassword));
  return exitCodes.ok;
}
