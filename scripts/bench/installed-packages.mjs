import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * What npm has installed into a directory, the largest first: for each package its name, with those it lies in, and its
 * size in MB (10^6 bytes of files, without the packages within it).
 */
export function installedPackages(directory) {
  const { packages } = JSON.parse(
    readFileSync(path.join(directory, 'node_modules/.package-lock.json'), 'utf8'),
  );
  return Object.keys(packages)
    .map((folder) => ({
      name: folder.replaceAll('node_modules/', ''),
      megabytes: bytesIn(path.join(directory, folder)) / 1e6,
    }))
    .sort((a, b) => b.megabytes - a.megabytes);
}

function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .map((entry) => [entry, path.join(folder, entry.name)])
    .map(([entry, file]) => (entry.isDirectory() ? bytesIn(file) : entry.isFile() ? statSync(file).size : 0))
    .reduce((sum, bytes) => sum + bytes, 0);
}
