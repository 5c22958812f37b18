import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

// As many as libuv has threads; `fs.cp` does one at a time and takes twice as long.
const atOnce = 4;

/** Copies a directory of plain files to `to`, which must not exist: as clones, where the file system can. */
export async function copyDirectory(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const nameOf = (entry: (typeof entries)[number]) =>
    path.relative(from, path.join(entry.parentPath, entry.name));
  const directories = entries.filter((entry) => entry.isDirectory()).map(nameOf);
  const files = entries.filter((entry) => entry.isFile()).map(nameOf);

  await mkdir(to, { mode: 0o700 });
  for (const name of directories.sort()) await mkdir(path.join(to, name), { mode: 0o700 });
  const copyRest = async () => {
    for (let name = files.pop(); name !== undefined; name = files.pop()) {
      await copyFile(path.join(from, name), path.join(to, name), constants.COPYFILE_FICLONE);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copyRest));
}
