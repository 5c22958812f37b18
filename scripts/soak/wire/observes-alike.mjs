import { observe } from '../../../src/lab/tap/testing/transcript.ts';

/** So many pieces at most, of which each takes a while to look at. */
const mostPieces = 20_000;

/** Whether an observer makes the same of a talk in pieces of some size as of its messages whole. */
export function observesAlike(store, talk, random) {
  const bytes = talk.pieces.reduce((sum, [, piece]) => sum + piece.length, 0);
  const size = random.pick([1, 2 + random.below(8), 10 + random.below(500)]);
  return outcome(store, talk) === outcome(store, talk, Math.max(size, Math.ceil(bytes / mostPieces)));
}

/** What an observer makes of it, or that it gives up. */
function outcome(store, talk, size) {
  try {
    return JSON.stringify(observe(store, talk.pieces, size));
  } catch (error) {
    if (error.name === 'Unreadable') return 'gives up';
    throw error;
  }
}
