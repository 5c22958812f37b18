import { NotJudged } from '../trouble.js';

const trials = 10;

/**
 * Carries out `trial` until one took less than `limitMs` by our own clock, and resolves with what that one
 * resolved with: what must be seen well within a time to live says nothing when the machine was too slow.
 * Each trial must begin anew, with a drink of its own. Rejects with NotJudged after ten.
 */
export async function within<T>(limitMs: number, trial: () => Promise<T>): Promise<T> {
  for (let number = 1; number <= trials; number++) {
    const start = performance.now();
    const result = await trial();
    if (performance.now() - start < limitMs) return result;
  }
  throw new NotJudged(
    `${trials} times in a row, what has to be seen within ${limitMs} ms took longer, since the machine was busy`,
  );
}
