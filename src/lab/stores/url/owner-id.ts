import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentError, messageOf } from '../../../errors.js';

/**
 * The id by which stores know what is this user's; made the first time. All processes get the same one.
 * Throws a TutorialError when it can neither be read nor kept in `dataDir`.
 */
export function ownerId(dataDir: string): string {
  const file = path.join(dataDir, 'owner');
  let id: string;
  try {
    id = readId(file) ?? makeId(file);
  } catch (error) {
    throw environmentError(`Cannot write ${file} (${messageOf(error)}): make ${dataDir} writable.`, error);
  }
  // Two users with the same text would pass for one.
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw environmentError(`There is no id in ${file}: remove it, and the tutorial makes a new one.`);
  }
  return id;
}

function readId(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A link is there with all its content, or not at all, and only one of several processes can make it. */
function makeId(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const id = randomUUID();
  const temporary = `${file}.new-${id}`;
  writeFileSync(temporary, `${id}\n`);
  try {
    linkSync(temporary, file);
    return id;
  } catch (error) {
    const other = readId(file);
    if (other === undefined) throw error;
    return other;
  } finally {
    rmSync(temporary, { force: true });
  }
}
