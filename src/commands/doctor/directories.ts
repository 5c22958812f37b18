import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { configFile, readConfig } from '../../config.js';
import { defaultCacheDir } from '../../lab/session-dir.js';
import { isPrepared } from '../../lab/stores/postgres/pristine.js';
import { userDirectory } from '../../user-directory.js';
import type { Look, Verdict } from './look.js';

/** The shop's data, a copy of it for a session, and what that writes. */
const neededBytes = 400e6;

export const cache: Look = {
  id: 'cache',
  label: 'Cache',
  async take() {
    const directory = defaultCacheDir();
    const fix = 'Set CACHE_TUTORIAL_CACHE_DIR to a directory that you can write to.';
    if (!isWritable(directory)) return { status: 'failed', found: `${directory} cannot be written`, fix };
    const data = (await isPrepared(directory))
      ? 'with the data of the shop'
      : 'the first lesson makes the data';
    return { status: 'ok', found: `${directory}, ${megabytes(await sizeOf(directory))}, ${data}` };
  },
};

export const data: Look = {
  id: 'data',
  label: 'Progress',
  take: async () => writableVerdict(userDirectory('data'), 'your progress is kept there'),
};

export const settings: Look = {
  id: 'settings',
  label: 'Settings',
  async take() {
    const file = configFile();
    if (!existsSync(file)) return writableVerdict(path.dirname(file), 'nothing is saved');
    const complaints: string[] = [];
    readConfig((message) => complaints.push(message));
    const [complaint] = complaints;
    if (complaint !== undefined) {
      return { status: 'failed', found: complaint, fix: 'Run `cache-tutorial setup` again.' };
    }
    const othersMayRead = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
    if (!othersMayRead) return { status: 'ok', found: file };
    return { status: 'note', found: `${file}, which others can read`, fix: `chmod 600 ${file}` };
  },
};

export const disk: Look = {
  id: 'disk',
  label: 'Disk',
  async take() {
    const { bavail, bsize } = await statfs(nearest(defaultCacheDir()));
    const free = bavail * bsize;
    const found = `${megabytes(free)} free for the cache`;
    if (free >= neededBytes) return { status: 'ok', found };
    const fix = `Free ${megabytes(neededBytes)}, or set CACHE_TUTORIAL_CACHE_DIR to a directory on another disk.`;
    return { status: 'failed', found, fix };
  },
};

function writableVerdict(directory: string, what: string): Verdict {
  if (isWritable(directory)) return { status: 'ok', found: `${directory}, ${what}` };
  return { status: 'note', found: `${directory} cannot be written`, fix: `Make ${directory} writable.` };
}

/** Whether it can be written, or made. */
function isWritable(directory: string): boolean {
  try {
    const there = nearest(directory);
    accessSync(there, constants.W_OK);
    return statSync(there).isDirectory();
  } catch {
    return false;
  }
}

/** The directory itself, or the nearest one above it that is there. */
function nearest(directory: string): string {
  return existsSync(directory) ? directory : nearest(path.dirname(directory));
}

/** What the files below take, in bytes. What goes away meanwhile does not count. */
async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) return sizeOf(file);
    return stat(file).then(
      ({ size }) => size,
      () => 0,
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function megabytes(bytes: number): string {
  return bytes < 10e9 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e9)} GB`;
}
