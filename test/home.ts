import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, vi } from 'vitest';
import { leftInCache, processesOf } from './support/left-behind.js';

/** A learner's home directory, empty at first, and everything that was started from it. */
export interface Home {
  readonly directory: string;
  readonly cacheDir: string;
  /** The whole environment of the programs that run here; a marker in it finds them again. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends what still runs, and removes the directory. */
  remove(): Promise<void>;
}

/**
 * Makes a home. The cache directory in it has the shop's data, or will share them as soon as they are made;
 * when it is `fresh`, it has none. `name` is the name of the cache directory.
 */
export function makeHome({ fresh = false, name = 'cache' }: { fresh?: boolean; name?: string } = {}): Home {
  const directory = mkdtempSync(path.join(realpathSync(tmpdir()), 'cache-tutorial-home-'));
  const cacheDir = path.join(directory, name);
  mkdirSync(cacheDir);
  if (!fresh) symlinkSync(inject('preparedData'), path.join(cacheDir, 'postgres'));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: directory,
    XDG_DATA_HOME: path.join(directory, 'data'),
    XDG_CACHE_HOME: path.join(directory, 'other-cache'),
    XDG_CONFIG_HOME: path.join(directory, 'config'),
    LANG: 'C.UTF-8',
    CACHE_TUTORIAL_CACHE_DIR: cacheDir,
    CACHE_TUTORIAL_TEST: randomUUID(),
  };
  const home = { directory, cacheDir, env };
  return {
    ...home,
    async remove() {
      // Again and again: what is being started while others are killed is not in the first list.
      const kills = () => {
        const left = processesOf(home);
        for (const { pid } of left) kill(pid);
        expect(left).toEqual([]);
      };
      await vi.waitFor(kills, { timeout: 10_000, interval: 50 });
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The process whose command contains the text. Throws when there is not exactly one. */
export function processOf(home: Home, command: string): number {
  const found = processesOf(home).filter((entry) => entry.command.includes(command));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} processes of ${command}`);
  return first.pid;
}

/** Waits until no process and no file of a session is left. Rejects with what is left after ten seconds. */
export async function nothingLeft(home: Home): Promise<void> {
  await vi.waitFor(
    () =>
      expect({ running: processesOf(home), files: leftInCache(home) }).toEqual({ running: [], files: [] }),
    { timeout: 10_000, interval: 50 },
  );
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since it was listed.
  }
}
