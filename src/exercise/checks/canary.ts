import type { Check } from '../exercise.js';
import { redisLine } from '../shell.js';

/** An entry of another program in the same Redis must be there after all that the checks before have asked. */
export function leavesOthersAlone(act: Check['run'], after: readonly string[]): Check {
  return {
    id: 'others',
    title: "another program's entries in Redis are left alone",
    after,
    async run(bench) {
      const failure = await act(bench);
      if (failure || (await bench.canaryLives())) return failure;
      return {
        mistake: 'you delete entries that are not yours',
        expected: 'the entry of another program as it was',
        got: 'it is gone, or has been changed',
        why: 'Several programs share one Redis: FLUSHALL, FLUSHDB or a pattern that is too wide empties their caches, sessions and queues too.',
        tryThis: 'Delete by name the entries that your own program has made.',
        reproduce: [redisLine(['--scan'])],
      };
    },
  };
}
