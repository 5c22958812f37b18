import { environmentError } from '../../errors.js';
import type { LoadOptions } from '../lab.js';
import type { LoadFigures } from './figures.js';
import { type LoadLab, measureLoad } from './measure.js';

/** Where load is measured. Closing it ends what is being measured, and waits until that has stopped. */
export interface Range {
  load(options: LoadOptions): Promise<LoadFigures>;
  close(): Promise<void>;
}

/** The range of a lab. */
export function openRange(lab: LoadLab): Range {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    load(options) {
      const measuring = measureLoad(lab, options, closing.signal);
      const settled = measuring.catch(() => {}).finally(() => running.delete(settled));
      running.add(settled);
      return measuring;
    },
    async close() {
      closing.abort(environmentError('Nothing is measured any more: the lab is closed.'));
      await Promise.all(running);
    },
  };
}
