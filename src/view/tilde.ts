import { homedir } from 'node:os';
import path from 'node:path';

/** A path as people say it: the home directory is `~`, where it is known. */
export function withTilde(file: string, home = knownHome()): string {
  if (home === undefined) return file;
  if (file === home) return '~';
  return file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
}

/** The learner's home directory; undefined where the system does not know it. */
export function knownHome(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}
