import type { ReadStream } from 'node:tty';

/**
 * Does what Ctrl-Z does outside raw mode: the terminal goes back to the shell, and the whole foreground job is stopped,
 * `npx` with it. Then, or at once where no shell could ever continue the job, `goOn` is called.
 */
export function suspend(stdin: ReadStream, goOn: () => void): void {
  if (process.platform === 'win32') return;
  stdin.setRawMode(false);
  process.kill(0, 'SIGTSTP');
  goOn();
}

/** Reads single keys again. The shell has set the terminal as it likes; Node believes it knows the mode, so it is set both ways. */
export function takeBack(stdin: ReadStream): void {
  stdin.setRawMode(false);
  stdin.setRawMode(true);
  stdin.resume();
}
