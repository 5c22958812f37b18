import { configFile, readConfig, saveConfig } from '../../config.js';
import type { SavedUrl, StoreChoice } from '../../config-content.js';
import { withoutPassword } from '../../lab/stores/url/edit-url.js';
import { withTilde } from '../../view/tilde.js';
import { type Product, postgres, redis } from './product.js';

/** What was chosen, and worked. */
export interface Chosen {
  readonly name: string | undefined;
  readonly postgres: StoreChoice | undefined;
  readonly redis: StoreChoice | undefined;
}

export const isUrl = (choice: StoreChoice | undefined): choice is SavedUrl => typeof choice === 'object';

/** Whether the URL of a choice has a password in it. */
export const hasPassword = (choice: StoreChoice | undefined): boolean =>
  isUrl(choice) && withoutPassword(choice.url) !== choice.url.trim();

/**
 * Saves it in place of what was saved before, passwords only of the stores for which the learner agreed, and resolves with
 * what to tell of it. Rejects with an environment error when that cannot be done.
 */
export async function saveChosen(chosen: Chosen, withPassword: readonly Product['key'][]): Promise<string> {
  const { name: _name, postgres: _postgres, redis: _redis, ...kept } = readConfig();
  const entries = [postgres, redis].flatMap(({ key }) => {
    const choice = chosen[key];
    if (choice === undefined) return [];
    const bare = isUrl(choice) && !withPassword.includes(key);
    return [[key, bare ? { ...choice, url: withoutPassword(choice.url) } : choice]];
  });
  const { name } = chosen;
  await saveConfig({ ...kept, ...(name !== undefined && { name }), ...Object.fromEntries(entries) });
  const saved = `Saved in ${withTilde(configFile())}`;
  const louder = [postgres, redis].map(({ urlVariable }) => urlVariable).filter((name) => process.env[name]);
  const but = louder.length === 0 ? '' : ` As long as ${louder.join(' and ')} is set, that counts more.`;
  const left = [postgres, redis].filter(({ key }) => !withPassword.includes(key) && hasPassword(chosen[key]));
  if (left.length === 0) return `${saved}.${but}`;
  const variables = left.map(({ passwordVariable }) => passwordVariable).join(' and ');
  return `${saved}, without a password: set ${variables} where you run the tutorial.${but}`;
}
