import type { RunningProgram } from './lab.js';
import type { Child } from './process/child.js';

/** A process as the grader sees it. */
export function runningProgram(
  { name, variant, port }: Pick<RunningProgram, 'name' | 'variant' | 'port'>,
  child: Child,
): RunningProgram {
  return {
    name,
    variant,
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    ended: child.ended,
    kill: child.kill,
    get output() {
      return child.output;
    },
    get exit() {
      return child.exit;
    },
  };
}
