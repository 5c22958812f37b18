import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError, messageOf } from '../errors.js';

/** Between two looks, in ms. A save is noticed by the first look after it, and told at the next if it is over by then. */
const lookEveryMs = 60;

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
  private constructor(
    private readonly directory: string,
    private known: Look,
  ) {}

  /** Begins to watch. Rejects with an environment error when the directory cannot be read. */
  static async of(directory: string): Promise<Saves> {
    return new Saves(directory, await lookAt(directory));
  }

  /**
   * Resolves with the paths that were saved, made or removed since the last time, as soon as nothing more changes.
   * Saves that came before the call count. Rejects with the signal's reason, and as `of` does.
   */
  async next(signal: AbortSignal): Promise<readonly string[]> {
    let before = this.known;
    for (;;) {
      const now = await lookAt(this.directory);
      signal.throwIfAborted();
      const changed = difference(this.known, now);
      if (changed.length > 0 && difference(before, now).length === 0) {
        this.known = now;
        return changed;
      }
      before = now;
      // An abort ends it early, and is thrown after the next look.
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
    }
  }
}

async function lookAt(directory: string, below = ''): Promise<Look> {
  const found = new Map<string, string>();
  const entries = await readdir(path.join(directory, below), { withFileTypes: true }).catch((error) => {
    // One that goes while it is being read has no files; without the one that is watched there is nothing to do.
    if (below !== '') return [];
    throw environmentError(
      `${directory} cannot be read (${messageOf(error)}): start the exercise again.`,
      error,
    );
  });
  await Promise.all(
    entries.map(async (entry) => {
      if (notWatched.test(entry.name)) return;
      const name = path.join(below, entry.name);
      if (entry.isDirectory()) {
        for (const [inner, mark] of await lookAt(directory, name)) found.set(inner, mark);
        return;
      }
      const stats = await stat(path.join(directory, name)).catch(() => undefined);
      // Another file under the same name has another inode.
      if (stats?.isFile()) found.set(name, `${stats.mtimeMs} ${stats.size} ${stats.ino}`);
    }),
  );
  return found;
}

function difference(before: Look, after: Look): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
