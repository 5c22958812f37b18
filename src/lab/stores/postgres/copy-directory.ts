import { constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Copies a directory of plain files to `to`, which must not exist: as clones, where the file system can. The calling
 * thread does nothing else meanwhile: with asynchronous calls it took three times as much computing.
 */
export function copyDirectory(from: string, to: string): void {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true });
  const nameOf = (entry: (typeof entries)[number]) =>
    path.relative(from, path.join(entry.parentPath, entry.name));
  const directories = entries.filter((entry) => entry.isDirectory()).map(nameOf);
  const files = entries.filter((entry) => entry.isFile()).map(nameOf);

  mkdirSync(to, { mode: 0o700 });
  for (const name of directories.sort()) mkdirSync(path.join(to, name), { mode: 0o700 });
  for (const name of files) {
    copyFileSync(path.join(from, name), path.join(to, name), constants.COPYFILE_FICLONE);
  }
}
