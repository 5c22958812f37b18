import { leftInCache, processesOf } from '../../test/support/left-behind.ts';
import { until } from './until.mjs';

/**
 * Waits until nothing that was started from a home runs any more, and no session has a directory; resolves with what is left
 * all the same, as a line each. `files: false` for an end after which the next start may have to clean up.
 */
export async function whatIsLeft(home, { files = true, withinMs = 15_000 } = {}) {
  let left = [];
  await until(() => {
    left = [
      ...processesOf(home).map(({ pid, command }) => `process ${pid} (${command})`),
      ...(files ? leftInCache(home).map((name) => `file ${name}`) : []),
    ];
    return left.length === 0;
  }, withinMs);
  return left;
}

/** Ends what runs there all the same, so that one failure is not taken for many. */
export function endAll(home) {
  for (const { pid } of processesOf(home)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended since it was listed.
    }
  }
}
