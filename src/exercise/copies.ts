import type { Lab, Program, RunningProgram } from '../lab/lab.js';
import type { CopyName } from './bench.js';
import type { StartFailure } from './exercise.js';
import { startCopies } from './start-copies.js';
import { ServerTrouble, tail } from './trouble.js';

/** The two copies of the learner's server, which may end and be started again. */
export class Copies {
  private running: readonly RunningProgram[] = [];
  private hanging = false;

  constructor(
    private readonly lab: Lab,
    private readonly program: Program,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Starts both, or says why one does not start. Rejects with the signal's reason. */
  async start(signal: AbortSignal): Promise<StartFailure | undefined> {
    const started = await startCopies(this.lab, this.program, this.env, { signal });
    if ('problem' in started) return started;
    this.running = started;
    this.hanging = false;
    return undefined;
  }

  /** Ends both with SIGKILL and starts them again. Rejects with a ServerTrouble when they do not. */
  async restart(signal: AbortSignal): Promise<void> {
    await Promise.all(this.running.map((copy) => copy.kill()));
    const failure = await this.start(signal);
    if (!failure) return;
    throw new ServerTrouble(
      {
        mistake: 'your server does not start again',
        expected: 'a server that starts again after it was ended with SIGKILL',
        got: failure.problem + tail(failure.output),
        why: 'A server is ended in this way by a loss of power, a lack of memory, or a hurried deployment.',
        tryThis: failure.tryThis,
        reproduce: [],
      },
      true,
    );
  }

  get(name: CopyName): RunningProgram {
    const copy = this.running.find((one) => one.name === name);
    if (!copy) throw new Error(`Copy ${name} was never started.`);
    return copy;
  }

  /** Says that a copy runs, but is in no state to be asked. */
  markHanging(): void {
    this.hanging = true;
  }

  /** Whether they must be started again before anything can be judged. */
  get unusable(): boolean {
    return this.hanging || this.dead !== undefined;
  }

  /** The first copy that has ended by itself. */
  get dead(): RunningProgram | undefined {
    return this.running.find(({ exit }) => exit !== undefined);
  }
}
