import autocannon from 'autocannon';
import { figuresOf, type LoadFigures } from './figures.js';

/** How often progress is reported, and the end of a time noticed, in ms. */
const tickMs = 50;
const shortestWarmUpMs = 500;
const longestWarmUpMs = 3000;

export interface Fire {
  /** The whole URL, on 127.0.0.1. */
  readonly url: string;
  /** How many requests are under way at any time. */
  readonly connections: number;
  readonly seconds: number;
  /** Aborting it ends the fire at once. */
  readonly signal: AbortSignal;
  /** Called now and then with how much of `seconds` has passed, in ms; 0 during the warm-up. */
  readonly onProgress?: (elapsedMs: number) => void;
}

/**
 * Sends the same GET over and over for a stated time, on each connection the next as soon as the one before is
 * answered. Before that time it warms up: code gets fast and a cache is filled, until as many answers have come as
 * there are connections. Rejects with the signal's reason when it is aborted.
 */
export async function fire({ url, connections, seconds, signal, onProgress }: Fire): Promise<LoadFigures> {
  signal.throwIfAborted();
  const durationsMs: number[] = [];
  const failed = { non2xx: 0, errors: 0 };
  const limitMs = seconds * 1000;
  const start = performance.now();
  let answers = 0;
  let measuringSince: number | null = null;
  const measures = () => measuringSince !== null && performance.now() - measuringSince <= limitMs;

  // Its own time is longer than ours, so that only we decide what counts.
  const duration = seconds + longestWarmUpMs / 1000 + 1;
  const { cannon, done } = open({ url, connections, duration, sampleInt: tickMs });
  cannon.on('response', (_client, status, _bytes, durationMs) => {
    answers++;
    if (!measures()) return;
    if (status >= 200 && status < 300) durationsMs.push(durationMs);
    else failed.non2xx++;
  });
  cannon.on('reqError', () => {
    if (measures()) failed.errors++;
  });
  const ticking = setInterval(() => {
    const now = performance.now();
    const warm = answers >= connections && now - start >= shortestWarmUpMs;
    if (warm || now - start >= longestWarmUpMs) measuringSince ??= now;
    const elapsedMs = measuringSince === null ? 0 : now - measuringSince;
    onProgress?.(Math.min(elapsedMs, limitMs));
    if (elapsedMs >= limitMs) cannon.stop();
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
