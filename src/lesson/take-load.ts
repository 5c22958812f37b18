import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, LoadOptions } from '../lab/lab.js';
import { look, type Run, type StepEvents } from './current-run.js';
import type { LoadStep } from './lesson.js';
import type { LoadEvent, LoadingEvent, LoadResult } from './load-events.js';

/** As many requests are under way in a lesson as its servers have connections to PostgreSQL. */
const connections = 10;
const reportEveryMs = 100;

/** The copies of the lesson go on: others are started for the load, whose requests are not recorded. */
export async function* takeLoad(step: LoadStep, run: Run): StepEvents {
  const { path, variants, seconds } = step;
  const text = `load ${variants.join(', ')}  ${seconds} s${variants.length > 1 ? ' each' : ''}`;
  yield { type: 'step', kind: 'load', text, joined: step.joined };
  const results: LoadResult[] = [];
  for (const variant of variants) {
    results.push(yield* loadVariant(run.lab, { variant, path, connections, seconds }));
  }
  await look(run);
  const load: LoadEvent = { type: 'load', path, connections, seconds, results };
  yield load;
  return { kind: 'load', load };
}

/** Reports progress until a variant has been measured. Rejects as `Lab.load` does. */
export async function* loadVariant(
  lab: Lab,
  options: LoadOptions,
): AsyncGenerator<LoadingEvent, LoadResult, number | undefined> {
  const { variant, seconds } = options;
  let elapsedMs = 0;
  const loading = lab.load({
    ...options,
    onProgress: (ms) => {
      elapsedMs = ms;
    },
  });
  // It may fail when nobody waits for it any more, since the lab has been closed.
  loading.catch(() => {});
  for (;;) {
    const figures = await Promise.race([loading, sleep(reportEveryMs, null, { ref: false })]);
    if (figures) return { variant, ...figures };
    yield { type: 'loading', variant, elapsedMs, totalMs: seconds * 1000 };
  }
}
