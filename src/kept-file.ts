import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that it has its old content or the new one, whenever the program or the machine ends. To be
 * called by one program at a time: what earlier calls could not finish is removed. `mode` says who may read it.
 * Throws errors of the file system.
 */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  const directory = path.dirname(file);
  const prefix = `${path.basename(file)}.new-`;
  for (const name of readdirSync(directory).filter((entry) => entry.startsWith(prefix))) {
    rmSync(path.join(directory, name), { force: true });
  }
  const temporary = path.join(directory, `${prefix}${randomBytes(6).toString('hex')}`);
  try {
    syncing(openSync(temporary, 'wx', mode), (descriptor) => writeFileSync(descriptor, text));
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  // The new name is on the disk only when the directory is. Windows cannot open one, nor needs to.
  if (process.platform !== 'win32') syncing(openSync(directory, 'r'));
}

function syncing(descriptor: number, write: (descriptor: number) => void = () => {}): void {
  try {
    write(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file that cannot be understood another name beside it, which it returns. Throws errors of the file system. */
export function keepAside(file: string): string {
  const time = new Date().toISOString().replaceAll(':', '-').replace(/\..*/, '');
  for (let number = 1; ; number++) {
    const aside = `${file}.unreadable-${time}${number === 1 ? '' : `-${number}`}`;
    if (existsSync(aside)) continue;
    renameSync(file, aside);
    return aside;
  }
}
