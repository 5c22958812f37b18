import { constants } from 'node:os';

/** What must be closed, however a command ends. */
export interface Session {
  /** Aborted when the program is told to stop. */
  readonly signal: AbortSignal;
  /** Runs `close` when the command ends; the last one added runs first. */
  defer(close: () => Promise<void>): void;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the body of a command and closes what it deferred, whether it returns, throws, or a signal stops
 * it. Returns the exit code: the body's, or 128 and the signal's number. A second signal but SIGHUP ends the program
 * at once; the lab's watchdog then cleans up.
 */
export async function withSession(body: (session: Session) => Promise<number>): Promise<number> {
  const closers: (() => Promise<void>)[] = [];
  const controller = new AbortController();
  let stop: ((code: number) => void) | undefined;
  const stopped = new Promise<number>((resolve) => {
    stop = resolve;
  });
  const onSignal = (name: (typeof stopSignals)[number]) => {
    const code = 128 + constants.signals[name];
    // A terminal that is closed sends SIGHUP, and so does its shell: nobody is in a hurry.
    if (controller.signal.aborted && name !== 'SIGHUP') process.exit(code);
    controller.abort();
    stop?.(code);
  };
  for (const name of stopSignals) process.on(name, onSignal);
  try {
    return await Promise.race([
      body({ signal: controller.signal, defer: (close) => closers.push(close) }),
      stopped,
    ]);
  } finally {
    controller.abort();
    for (const close of closers.reverse()) await close();
    for (const name of stopSignals) process.off(name, onSignal);
  }
}
