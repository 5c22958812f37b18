import { homedir } from 'node:os';
import path from 'node:path';

/** A path as people say it: the home directory is `~`. */
export function withTilde(file: string, home = homedir()): string {
  if (file === home) return '~';
  return file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
}
