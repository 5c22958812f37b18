import { randomUUID } from 'node:crypto';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a learner's home below the work directory, and returns where it is, its cache directory, and the whole environment
 * of what runs there. `prepared` is a cache directory whose data of the shop it shares; without one they are made by the
 * first program that needs them. `CACHE_TUTORIAL_TEST` finds what was started here.
 */
export function makeHome(work, { name = `home-${randomUUID().slice(0, 8)}`, prepared } = {}) {
  const directory = path.join(realpathSync(work), name);
  const cacheDir = path.join(directory, 'cache');
  mkdirSync(cacheDir, { recursive: true });
  if (prepared) symlinkSync(path.join(prepared, 'postgres'), path.join(cacheDir, 'postgres'));
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    XDG_DATA_HOME: path.join(directory, 'data'),
    XDG_CONFIG_HOME: path.join(directory, 'config'),
    LANG: 'C.UTF-8',
    CACHE_TUTORIAL_CACHE_DIR: cacheDir,
    CACHE_TUTORIAL_TEST: randomUUID(),
  };
  return { directory, cacheDir, env };
}
