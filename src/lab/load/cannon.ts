import autocannon from 'autocannon';
import { figuresOf, type LoadFigures } from './figures.js';

/** How often progress is reported and an end is noticed, in ms. */
const tickMs = 100;

export interface Fire {
  /** The whole URL, on 127.0.0.1. */
  readonly url: string;
  /** How many requests are under way at any time. */
  readonly connections: number;
  readonly seconds: number;
  /** Aborting it ends the fire at once. */
  readonly signal: AbortSignal;
  /** Called now and then with the time that has passed, in ms, at most that of `seconds`. */
  readonly onProgress?: (elapsedMs: number) => void;
}

/**
 * Sends the same GET over and over for a stated time, on each connection the next as soon as the one before is
 * answered. Rejects with the signal's reason when it is aborted.
 */
export async function fire({ url, connections, seconds, signal, onProgress }: Fire): Promise<LoadFigures> {
  signal.throwIfAborted();
  const durationsMs: number[] = [];
  const failed = { non2xx: 0, errors: 0 };
  const limitMs = seconds * 1000;
  const start = performance.now();
  const elapsed = () => performance.now() - start;

  // Its own time is longer than ours, so that only we decide what still counts.
  const { cannon, done } = open({ url, connections, duration: seconds + 1, sampleInt: tickMs });
  cannon.on('response', (_client, status, _bytes, durationMs) => {
    if (elapsed() > limitMs) return;
    if (status >= 200 && status < 300) durationsMs.push(durationMs);
    else failed.non2xx++;
  });
  cannon.on('reqError', () => {
    if (elapsed() <= limitMs) failed.errors++;
  });
  const ticking = setInterval(() => {
    onProgress?.(Math.min(elapsed(), limitMs));
    if (elapsed() >= limitMs) cannon.stop();
  }, tickMs);
  const stop = () => cannon.stop();
  signal.addEventListener('abort', stop);
  try {
    await done;
  } finally {
    clearInterval(ticking);
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return figuresOf(durationsMs, seconds, failed);
}

function open(options: autocannon.Options): { cannon: autocannon.Instance; done: Promise<void> } {
  let end: (error: unknown) => void;
  const done = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { cannon: autocannon(options, (error) => end(error)), done };
}
