import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError, messageOf } from '../errors.js';

/** Between two looks, in ms. A save is noticed by the first look after it, and told at the next if it is over by then. */
const lookEveryMs = 60;
/** The same while something changes. */
const nextLookMs = 30;

/** What programs and package managers write by themselves; a run would set off the next. */
const notWatched =
  /^\.|~$|^(node_modules|__pycache__|venv|env|target|build|dist|bin|obj|out)$|\.(log|pyc|class|o|tmp|swp|swx|pid|db|sqlite)$/;

/** Files by their path within the directory, each with what changes when it is saved. */
type Look = ReadonlyMap<string, string>;

/**
 * Notices saves in a directory by looking at it: notifications of the file system differ between systems, lose
 * track of an editor that saves by renaming, and do not come at all from network and container mounts.
 */
export class Saves {
  private known: Look;

  /** Begins to watch. @throws an environment error when the directory cannot be read. */
  constructor(private readonly directory: string) {
    this.known = lookAt(directory);
  }

  /**
   * Resolves with the paths that were saved, made or removed since the last time, as soon as nothing more changes.
   * Saves that came before the call count. Rejects with the signal's reason, and as the constructor throws.
   */
  async next(signal: AbortSignal): Promise<readonly string[]> {
    let before = this.known;
    for (;;) {
      signal.throwIfAborted();
      const now = lookAt(this.directory);
      const changed = difference(this.known, now);
      if (changed.length > 0 && difference(before, now).length === 0) {
        this.known = now;
        return changed;
      }
      before = now;
      // An abort ends it early, and is thrown before the next look.
      await sleep(changed.length > 0 ? nextLookMs : lookEveryMs, undefined, { signal }).catch(() => {});
    }
  }
}

/** Not in the background: for the few files of a workspace that would take the processor three times as long. */
function lookAt(directory: string): Look {
  const found = new Map<string, string>();
  try {
    addFiles(directory, '', found);
  } catch (error) {
    throw environmentError(
      `${directory} cannot be read (${messageOf(error)}): start the exercise again.`,
      error,
    );
  }
  return found;
}

function addFiles(directory: string, below: string, found: Map<string, string>): void {
  for (const entry of readdirSync(path.join(directory, below), { withFileTypes: true })) {
    if (notWatched.test(entry.name)) continue;
    const name = path.join(below, entry.name);
    try {
      if (entry.isDirectory()) {
        addFiles(directory, name, found);
        continue;
      }
      const stats = statSync(path.join(directory, name));
      // Another file under the same name has another inode.
      if (stats.isFile()) found.set(name, `${stats.mtimeMs} ${stats.size} ${stats.ino}`);
    } catch {
      // It has gone since it was listed, or may not be read: then it is none of the server's files.
    }
  }
}

function difference(before: Look, after: Look): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
