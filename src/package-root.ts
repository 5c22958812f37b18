import { existsSync } from 'node:fs';
import path from 'node:path';

function findRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** The folder of this package, with `lessons/` and `server/`; the same from sources and from `dist/`. */
export const packageRoot = findRoot();
