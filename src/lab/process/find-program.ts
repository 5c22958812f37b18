import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The path of the first of these programs that is on PATH; undefined when none is. */
export function findProgram(names: readonly string[]): string | undefined {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter((part) => path.isAbsolute(part));
  const ending = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    const found = directories.map((directory) => path.join(directory, name + ending)).find(isProgram);
    if (found) return found;
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
