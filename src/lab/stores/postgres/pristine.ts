import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { environmentError, messageOf, TutorialError } from '../../../errors.js';
import { packageRoot } from '../../../package-root.js';
import { isRunning, withLock } from '../../lock.js';
import { workerFile } from '../../worker-file.js';
import { copyDirectory } from './copy-directory.js';
import { formulaVersion, orderCount } from './shop.js';
import { pgliteVersion } from './versions.js';

// Changes with the start parameters or anything else that makes older directories unfit.
const formatVersion = 1;

const name = `pristine-${formatVersion}-${pgliteVersion}-${formulaVersion}`;
const unusedMs = 30 * 24 * 3600 * 1000;

/** What the worker that makes the data is started with. */
export interface MakingData {
  readonly directory: string;
  readonly template: string;
}

/** What it tells: how many orders there are. */
export interface MakingMessage {
  readonly done: number;
}

export interface PristineOptions {
  readonly cacheDir: string;
  /** Aborting it stops the making and leaves nothing of it. */
  readonly signal?: AbortSignal | undefined;
  /** How many of `total` orders have been made; not called when the data is there already. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The data directory with the shop's orders as every session begins with, under `<cacheDir>/postgres/`. It
 * is made once; a process that comes while another makes it waits. Nobody may open it: see `copyPristine`.
 * Rejects with a TutorialError when it cannot be made, or with the signal's reason.
 */
export async function preparePristine({ cacheDir, signal, onProgress }: PristineOptions): Promise<string> {
  signal?.throwIfAborted();
  const home = path.join(cacheDir, 'postgres');
  const pristine = path.join(home, name);
  try {
    if (await isThere(pristine)) return pristine;
    await mkdir(home, { recursive: true });
    return await withLock(
      path.join(home, `${name}.lock`),
      async () => {
        if (!(await isThere(pristine))) {
          await removeLeftOvers(home);
          await make(home, pristine, signal, onProgress);
        }
        return pristine;
      },
      { signal },
    );
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw cannot(`prepare the shop's data in ${home}`, error);
  }
}

/** Whether the shop's data have been made there already. */
export const isPrepared = (cacheDir: string): Promise<boolean> =>
  isThere(path.join(cacheDir, 'postgres', name));

/** Copies the pristine data to `to`, which must not exist. Rejects with a TutorialError. */
export async function copyPristine(pristine: string, to: string): Promise<void> {
  try {
    const now = new Date();
    await utimes(pristine, now, now);
    copyDirectory(pristine, to);
  } catch (error) {
    throw cannot(`copy the shop's data to ${to}`, error);
  }
}

async function make(
  home: string,
  pristine: string,
  signal: AbortSignal | undefined,
  onProgress: PristineOptions['onProgress'],
): Promise<void> {
  const directory = await mkdtemp(path.join(home, `making-${process.pid}-`));
  try {
    onProgress?.(0, orderCount);
    await runWorker(
      { directory, template: path.join(packageRoot, 'dist', 'postgres.template') },
      signal,
      onProgress,
    );
    signal?.throwIfAborted();
    await rename(directory, pristine).catch(async (error) => {
      // Who was stopped for long, by Ctrl-Z or with the machine, comes when another has made them meanwhile.
      if (!(await isThere(pristine))) throw error;
    });
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

function runWorker(
  data: MakingData,
  signal: AbortSignal | undefined,
  onProgress: PristineOptions['onProgress'],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('src/lab/stores/postgres/pristine-worker'), {
      workerData: data,
      execArgv: [],
    });
    const stop = () => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', ({ done }: MakingMessage) => onProgress?.(done, orderCount));
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(signal?.aborted ? signal.reason : new Error(`its thread ended with ${code}`));
    });
  });
}

/** Removes what dead processes were making, and the data of other versions that nobody has used for a month. */
async function removeLeftOvers(home: string): Promise<void> {
  for (const entry of await readdir(home)) {
    const directory = path.join(home, entry);
    const maker = /^making-(\d+)-/.exec(entry)?.[1];
    const unused = entry.startsWith('pristine-') && Date.now() - (await modified(directory)) > unusedMs;
    if (unused || (maker !== undefined && !isRunning(Number(maker)))) {
      await rm(directory, { recursive: true, force: true });
    }
  }
}

async function isThere(directory: string): Promise<boolean> {
  return (await modified(directory)) > 0;
}

/** When it was last used, in ms since 1970; 0 when it is not there. */
async function modified(directory: string): Promise<number> {
  try {
    return (await stat(directory)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

function cannot(what: string, error: unknown): TutorialError {
  if (error instanceof TutorialError) return error;
  const advice = 'Free 200 MB there, or set CACHE_TUTORIAL_CACHE_DIR to a directory that can be written';
  return environmentError(`Cannot ${what} (${messageOf(error)}). ${advice}.`, error);
}
