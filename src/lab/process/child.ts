import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError, type TutorialError } from '../../errors.js';
import { childEnvironment } from './environment.js';
import { groupRuns } from './group.js';
import { killGroup } from './kill-group.js';
import type { Watchdog } from './watchdog.js';

/** How long a child has between TERM and KILL in an orderly stop, in ms. */
const stopLimitMs = 2000;
/** How much of a child's output is kept for error messages, in characters. */
const tailLength = 2000;

/** A process of ours, the leader of its own process group, under the watchdog's care. */
export interface Child {
  readonly pid: number;
  /** When it has ended: a TutorialError that says how, with the end of its output. */
  readonly death: TutorialError | undefined;
  /** How it has ended: `exit code 1`, `SIGKILL`. */
  readonly exit: string | undefined;
  /** The end of what it has printed so far, on both outputs; at most 2000 characters. */
  readonly output: string;
  /** Resolves with `death` when it has ended. */
  readonly ended: Promise<TutorialError>;
  /**
   * Settles as `ready` does; rejects with a TutorialError that carries the end of the output when the child
   * ends first, or when `limitMs` have passed.
   */
  startedBy<T>(ready: Promise<T>, limitMs: number): Promise<T>;
  /** Resolves with the match in the first line of its standard output that matches; else never. */
  line(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Sends a message to a process that was started with `ipc`; one that has ended does not get it. */
  send(message: Readonly<Record<string, string>>): void;
  /** TERM to the whole group, then KILL to what is left of it. Safe to call twice. */
  stop(): Promise<void>;
  /** KILL to the whole group at once, as a crash or the kernel would. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** What it is, for messages: `Server A (cache)`. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** `file` is a command line, to be read by the shell of the system; `args` are added to it. */
  readonly shell?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Opens a channel for `send`; the process is one of Node. */
  readonly ipc?: boolean;
  /** What it must not be heard to say: passwords that it was given. */
  readonly secrets?: readonly string[];
}

/** Starts a child process. One that cannot be started ends at once: `startedBy` says why. */
export async function startChild(watchdog: Watchdog, options: ChildOptions): Promise<Child> {
  const { execa } = await import('./execa.js');
  const { name, file, args, env, cwd, shell = false, ipc = false, secrets = [] } = options;
  const subprocess = execa(file, args, {
    cwd,
    shell,
    env: childEnvironment(env),
    extendEnv: false,
    detached: true,
    // The watchdog sees to it, whatever way we end; an exit handler would only see the orderly ways.
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    ipc,
  });
  const { pid } = subprocess;
  if (pid !== undefined) watchdog.watchGroup(pid);

  // Twice as much as is shown: a secret that is cut at the beginning would not be recognized.
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString()).slice(-2 * tailLength);
  };
  const output = () =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '***'), kept).slice(-tailLength);
  subprocess.stdout.on('data', keep);
  subprocess.stderr.on('data', keep);

  const failure = (what: string, cause?: unknown) => {
    const end = output().trim();
    const tail = end === '' ? '' : ` The end of its output:\n${end}`;
    return environmentError(`${name} ${what}.${tail}`, cause);
  };
  let death: TutorialError | undefined;
  let exit: string | undefined;
  let groupIsGone = pid === undefined;
  const ended = subprocess.then((result) => {
    exit = result.signal ?? `exit code ${result.exitCode}`;
    death =
      pid === undefined
        ? failure(`could not be started: ${result.shortMessage}`)
        : failure(`ended (${exit})`);
    // While anything of the group lives, its id is not given to another. After that it may be, and we
    // must not signal it.
    if (pid !== undefined && !killGroup(pid, 0)) {
      groupIsGone = true;
      watchdog.forgetGroup(pid);
    }
    return death;
  });

  async function stop(): Promise<void> {
    if (pid === undefined || groupIsGone) return;
    killGroup(pid, 'SIGTERM');
    const deadline = performance.now() + stopLimitMs;
    // Before the leader has ended there is no need to look at the rest.
    const runs = () => !groupIsGone && (exit === undefined ? killGroup(pid, 0) : groupRuns(pid));
    while (runs() && performance.now() < deadline) await sleep(5);
    if (runs()) killGroup(pid, 'SIGKILL');
    await ended;
    watchdog.forgetGroup(pid);
  }
  let stopping: Promise<void> | undefined;

  return {
    pid: pid ?? 0,
    get death() {
      return death;
    },
    get exit() {
      return exit;
    },
    get output() {
      return output();
    },
    ended,
    async startedBy(ready, limitMs) {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(failure(`was not ready within ${limitMs / 1000} s`)), limitMs);
      });
      const early = ended.then((error) => Promise.reject(error));
      return Promise.race([ready, early, limit]).finally(() => clearTimeout(timer));
    },
    line(pattern) {
      return new Promise((resolve) => {
        let unfinished = '';
        subprocess.stdout.on('data', (chunk: Buffer) => {
          const lines = (unfinished + chunk.toString()).split('\n');
          unfinished = lines.pop() ?? '';
          const match = lines.map((line) => line.match(pattern)).find((found) => found !== null);
          if (match) resolve(match);
        });
      });
    },
    send(message) {
      // What became of it shows in how the process ends.
      subprocess.sendMessage?.(message).catch(() => {});
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
    async kill() {
      if (pid === undefined || groupIsGone) return;
      killGroup(pid, 'SIGKILL');
      await ended;
      // Only what its leader left behind can still be there, and it has just been killed.
      watchdog.forgetGroup(pid);
    },
  };
}
