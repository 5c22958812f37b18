import { homedir } from 'node:os';
import path from 'node:path';

/** `data` is kept for the user; `cache` can be made again. */
export type DirectoryKind = 'data' | 'cache';

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
  if (platform === 'darwin') {
    return path.join(home, 'Library', kind === 'data' ? 'Application Support' : 'Caches', name);
  }
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.join(home, 'AppData', 'Local');
    return path.join(local, name, kind === 'data' ? 'Data' : 'Cache');
  }
  const given = kind === 'data' ? env.XDG_DATA_HOME : env.XDG_CACHE_HOME;
  const usual = path.join(home, kind === 'data' ? '.local/share' : '.cache');
  return path.join(given && path.isAbsolute(given) ? given : usual, name);
}
