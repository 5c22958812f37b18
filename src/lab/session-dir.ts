import { mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { environmentError, messageOf } from '../errors.js';
import { userDirectory } from '../user-directory.js';
import { readOwner, whereIs, writeOwner } from './owner.js';
import type { Watchdog } from './process/watchdog.js';

/** Where prepared data and sessions live unless a lab is told otherwise. */
export function defaultCacheDir(): string {
  return process.env.CACHE_TUTORIAL_CACHE_DIR || userDirectory('cache');
}

/** The directory of one lab: its copy of the data, and what its stores write. */
export interface SessionDir {
  readonly path: string;
  /** Removes it with all that is in it. Safe to call twice. */
  remove(): Promise<void>;
}

/**
 * Makes a directory for this lab under `<cacheDir>/sessions/`, with a file that says whose it is.
 * Throws a TutorialError when it cannot be written.
 */
export function createSessionDir(cacheDir: string, watchdog: Watchdog): SessionDir {
  try {
    mkdirSync(sessionsOf(cacheDir), { recursive: true });
    const directory = mkdtempSync(path.join(sessionsOf(cacheDir), 'session-'));
    watchdog.watchDirectory(directory);
    writeOwner(directory);
    return {
      path: directory,
      async remove() {
        await rm(directory, { recursive: true, force: true, maxRetries: 3 });
        watchdog.forgetDirectory(directory);
      },
    };
  } catch (error) {
    throw environmentError(
      `Cannot write to ${cacheDir} (${messageOf(error)}). Set CACHE_TUTORIAL_CACHE_DIR to a directory that can be written.`,
      error,
    );
  }
}

/**
 * Removes the directories of sessions whose owner is no longer running: of labs that were killed together
 * with their watchdog, e.g. by a loss of power. Never throws: what stays is swept the next time.
 */
export async function sweepSessions(cacheDir: string): Promise<void> {
  const dead = sessionDirs(cacheDir).filter(isAbandoned);
  await Promise.allSettled(dead.map((directory) => rm(directory, { recursive: true, force: true })));
}

/** The directories of all sessions, of the living and the dead; none before the first. */
export function sessionDirs(cacheDir: string): string[] {
  try {
    return readdirSync(sessionsOf(cacheDir)).map((name) => path.join(sessionsOf(cacheDir), name));
  } catch {
    return [];
  }
}

const sessionsOf = (cacheDir: string) => path.join(cacheDir, 'sessions');

/** A directory without an owner file is either being made this moment, or was cut off while being removed. */
function isAbandoned(directory: string): boolean {
  try {
    return whereIs(readOwner(directory)) === 'gone';
  } catch {
    try {
      return Date.now() - statSync(directory).mtimeMs > 60_000;
    } catch {
      return false;
    }
  }
}
