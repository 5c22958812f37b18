import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProgram } from '../lab/lab.js';
import { accepts } from './start-copies.js';

/** How long it may take, on a busy machine, until a server that no longer listens is known to be dead, in ms. */
const deathNoticeMs = 5000;

/** How a copy has ended, `exit code 1` or `SIGKILL`; undefined when it lives. Waits when it does not listen. */
export async function deathOf(copy: RunningProgram): Promise<string | undefined> {
  if (copy.exit === undefined && !(await accepts(copy.port))) {
    await Promise.race([copy.ended, sleep(deathNoticeMs)]);
  }
  return copy.exit;
}
