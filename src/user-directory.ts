import { homedir } from 'node:os';
import path from 'node:path';

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
 */
export function userDirectory(
  kind: DirectoryKind,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const name = 'cache-tutorial';
  const home = homedir();
  if (platform === 'darwin') return path.join(home, 'Library', onMac[kind], name);
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.join(home, 'AppData', 'Local');
    return path.join(local, name, onWindows[kind]);
  }
  const given = env[variables[kind]];
  return path.join(given && path.isAbsolute(given) ? given : path.join(home, onLinux[kind]), name);
}
