import { spawn } from 'node:child_process';
import path from 'node:path';
import { environmentError } from '../../errors.js';
import { workerFile } from '../worker-file.js';
import { childEnvironment } from './environment.js';

/** The process that ends our children and removes our directories when we no longer can. */
export interface Watchdog {
  /** Its process id. */
  readonly pid: number;
  /** Puts the process group that a detached child leads under its care. */
  watchGroup(pid: number): void;
  /** The group has ended: its id may be given to another process. */
  forgetGroup(pid: number): void;
  /** Puts a directory under its care. */
  watchDirectory(directory: string): void;
  /** The directory is removed. */
  forgetDirectory(directory: string): void;
  /** Lets it go; it ends what is still under its care, and then itself. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts the watchdog. It is there before this returns: what is written to its stdin waits in the pipe
 * while the new process boots, and is read even if we are gone by then.
 *
 * The write of a short line to a pipe is carried out before `write` returns, so between the birth of a
 * child and its registration lies only the rest of `spawn` in the same turn of the event loop: well under
 * a millisecond. A SIGKILL in that window is the one way to leave a process behind.
 *
 * Throws a TutorialError when no process can be started.
 */
export function startWatchdog(): Watchdog {
  // Plain `spawn`: it must be up before anything else is even imported. Detached makes it the leader of
  // its own session, so that it holds no terminal and gets none of the terminal's signals.
  const child = spawn(process.execPath, [workerFile('src/lab/process/watchdog-main')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: childEnvironment(),
    cwd: path.parse(process.execPath).root,
  });
  // Without a listener the error would be thrown at nobody; without a pid there is no process.
  child.once('error', () => {});
  if (child.pid === undefined) {
    throw environmentError(`Cannot start ${process.execPath}: check the limit on processes (ulimit -u).`);
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // It must not keep us from ending: when we do, the pipe tells it.
  child.unref();
  // Whatever goes wrong with it shows in `exit`; an error on a pipe to a dead process adds nothing.
  child.stdin.on('error', () => {});
  const tell = (verb: string, what: string | number) => child.stdin.write(`${verb} ${what}\n`);

  return {
    pid: child.pid,
    watchGroup: (pid) => tell('group', pid),
    forgetGroup: (pid) => tell('forget', pid),
    watchDirectory: (directory) => tell('dir', directory),
    forgetDirectory: (directory) => tell('keep', directory),
    async close() {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
