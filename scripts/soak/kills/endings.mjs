import { constants } from 'node:os';

/** What ends a command: a signal, a key at its terminal, or that its terminal is closed. */
export const endings = ['SIGKILL', 'SIGTERM', 'SIGHUP', 'Ctrl-C', 'a closed terminal'];

/** Whether a command can be ended so. */
export const applies = (ending, { terminal = false }) => ending !== 'a closed terminal' || terminal;

/** Ends what runs; without a terminal, Ctrl-C is the signal that it sends. */
export function end(ending, { pid, terminal }) {
  if (ending === 'a closed terminal') terminal.hangUp();
  else if (ending === 'Ctrl-C' && terminal) terminal.press('ctrl-c');
  else signal(pid, ending === 'Ctrl-C' ? 'SIGINT' : ending);
}

/** The exit code that tells of this end, as a shell has it; undefined where nobody is left to be told. */
export function codeOf(ending) {
  if (ending === 'a closed terminal') return undefined;
  return 128 + constants.signals[ending === 'Ctrl-C' ? 'SIGINT' : ending];
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself since it was looked at.
  }
}
