import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
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
  const temporary = temporaryFor(file);
  try {
    syncing(openSync(temporary, 'wx', mode), (descriptor) => writeFileSync(descriptor, text));
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  // The new name is on the disk only when the directory is. Windows cannot open one, nor needs to.
  if (process.platform !== 'win32') syncing(openSync(path.dirname(file), 'r'));
}

/**
 * Makes a file that is not there yet, so that it is there whole or not at all, whenever the program ends. To be called by
 * one program at a time, as above. Throws errors of the file system: EEXIST when there is something of this name.
 */
export function createFile(file: string, text: string): void {
  const temporary = temporaryFor(file);
  try {
    syncing(openSync(temporary, 'wx'), (descriptor) => writeFileSync(descriptor, text));
    try {
      linkSync(temporary, file);
    } catch (error) {
      if (!hasNoLinks.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      copyFileSync(temporary, file, constants.COPYFILE_EXCL);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** What a file system answers that cannot give a file a second name, as that of most USB sticks. */
const hasNoLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Another name beside the file. What earlier programs could not finish there is removed. */
function temporaryFor(file: string): string {
  const directory = path.dirname(file);
  const prefix = `${path.basename(file)}.new-`;
  for (const name of readdirSync(directory).filter((entry) => entry.startsWith(prefix))) {
    rmSync(path.join(directory, name), { force: true });
  }
  return path.join(directory, `${prefix}${randomBytes(6).toString('hex')}`);
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
