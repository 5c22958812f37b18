import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { environmentError } from './errors.js';

/** `config` is what the user has chosen, `data` what is kept for them; `cache` can be made again. */
export type DirectoryKind = 'config' | 'data' | 'cache';

/** Where each stands below the home directory; on macOS programs keep both in one. */
const onLinux = { config: '.config', data: '.local/share', cache: '.cache' } as const;
const onMac = { config: 'Application Support', data: 'Application Support', cache: 'Caches' } as const;
const onWindows = { config: 'Config', data: 'Data', cache: 'Cache' } as const;
const variables = { config: 'XDG_CONFIG_HOME', data: 'XDG_DATA_HOME', cache: 'XDG_CACHE_HOME' } as const;

/**
 * The tutorial's own directory of a kind, as an absolute path, where the system's users expect it. It may not exist yet.
 * On Linux as the XDG Base Directory Specification has it, which says to ignore a relative path.
 * Throws an environment error where it is below the home directory, and that is not known.
 */
export function userDirectory(
  kind: DirectoryKind,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const name = 'cache-tutorial';
  if (platform === 'darwin') return path.join(homeDirectory(), 'Library', onMac[kind], name);
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.join(homeDirectory(), 'AppData', 'Local');
    return path.join(local, name, onWindows[kind]);
  }
  const given = env[variables[kind]];
  return path.join(given && path.isAbsolute(given) ? given : path.join(homeDirectory(), onLinux[kind]), name);
}

/**
 * What HOME says, or else the system, which knows none for a user without an entry. An empty or relative HOME would have
 * everything kept in whatever directory one happens to be in.
 */
function homeDirectory(): string {
  for (const ask of [homedir, () => userInfo().homedir]) {
    const directory = answerOf(ask);
    if (directory !== undefined && path.isAbsolute(directory)) return directory;
  }
  throw environmentError('Your home directory is not known. Set HOME to a directory that you can write to.');
}

function answerOf(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
