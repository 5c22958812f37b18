import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentError } from '../errors.js';
import { readOwner, whereIs } from './owner.js';
import { sessionDirs } from './session-dir.js';

const fileName = 'uses.json';

/**
 * Notes in a session's directory which things it uses in stores that are somebody's, a schema or a logical database: one
 * session must not restore what another is working with. Throws a TutorialError when one of them is in use.
 */
export function useAlone(things: readonly string[], directory: string, cacheDir: string): void {
  if (things.length === 0) return;
  // Noted first: of two that start at the same moment, at least one sees the other.
  writeFileSync(path.join(directory, fileName), JSON.stringify(things));
  for (const thing of things) {
    const pid = userOf(thing, cacheDir, directory);
    if (pid === undefined) continue;
    throw environmentError(`${thing} is in use by process ${pid} of the tutorial: end that first.`);
  }
}

/** The process whose session, other than that in the directory `own`, uses the thing; undefined when none does. */
export function userOf(thing: string, cacheDir: string, own?: string): number | undefined {
  for (const directory of sessionDirs(cacheDir)) {
    const pid = directory === own ? undefined : pidUsing(directory, thing);
    if (pid !== undefined) return pid;
  }
  return undefined;
}

/** Undefined also where a directory is being made or removed this moment. */
function pidUsing(directory: string, thing: string): number | undefined {
  try {
    const things: unknown = JSON.parse(readFileSync(path.join(directory, fileName), 'utf8'));
    const owner = readOwner(directory);
    return Array.isArray(things) && things.includes(thing) && whereIs(owner) === 'here'
      ? owner.pid
      : undefined;
  } catch {
    return undefined;
  }
}
