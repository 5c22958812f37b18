import { NotJudged } from '../trouble.js';

const trials = 10;

/**
 * Carries out `trial` until its result is sure in itself, or came within `limitMs` by our own clock. An answer
 * without a SELECT is a hit however long it took; a SELECT says something only while the entry must still be
 * there. Each trial must begin anew, with names of its own. Rejects with NotJudged after ten.
 */
export async function conclusive<T>(
  limitMs: number,
  trial: () => Promise<T>,
  isSure: (result: T) => boolean,
): Promise<T> {
  for (let number = 1; number <= trials; number++) {
    const start = performance.now();
    const result = await trial();
    if (isSure(result) || performance.now() - start < limitMs) return result;
  }
  throw new NotJudged(
    `${trials} times in a row, what has to be seen within ${limitMs} ms took longer, since the machine was busy`,
  );
}
