import type { Lab, LoadOptions } from '../lab.js';
import { launchUntapped } from '../launch.js';
import type { Watchdog } from '../process/watchdog.js';
import { listeningUrl, variantProcess } from '../variant-process.js';
import { findVariant } from '../variants.js';
import type { LoadFigures } from './figures.js';

const startLimitMs = 15_000;

/** What a load needs of the lab that it is measured in. */
export interface LoadLab extends Pick<Lab, 'postgres' | 'redis'> {
  /** The folder with the variants, `<variant>.js`. */
  readonly serverDir: string;
  readonly watchdog: Watchdog;
}

/**
 * Starts a copy of a variant that asks the stores themselves, past the taps, measures it under load, and stops it.
 * Rejects with a TutorialError when it does not start or ends meanwhile, and with the reason of `closing`.
 */
export async function measureLoad(
  lab: LoadLab,
  options: LoadOptions,
  closing: AbortSignal,
): Promise<LoadFigures> {
  closing.throwIfAborted();
  const { variant, path, connections, seconds, onProgress } = options;
  const file = findVariant(lab.serverDir, variant);
  const process = variantProcess({ name: 'under load', variant }, file, {});
  // Before the process is there: what it prints while nobody listens is lost.
  const { fire } = await import('./cannon.js');
  const child = await launchUntapped(lab, process);
  const died = new AbortController();
  child.ended.then((death) => died.abort(death));
  const signal = AbortSignal.any([closing, died.signal]);
  try {
    const url = (await listeningUrl(child, startLimitMs)) + path;
    return await fire({ url, connections, seconds, signal, ...(onProgress && { onProgress }) });
  } finally {
    await child.stop();
  }
}
