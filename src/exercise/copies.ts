import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpRequest, Lab, Program, RunningProgram } from '../lab/lab.js';
import { wantsToRun } from '../lab/process/group.js';
import type { CopyName } from './bench.js';
import { deathOf } from './death.js';
import type { Failure, StartFailure } from './exercise.js';
import { factsOf } from './requests.js';
import { startCopies } from './start-copies.js';
import { died, ServerTrouble, tail } from './trouble.js';

/** How long a copy may go on computing until that no longer counts as the end of a request, in ms, and how often one looks. */
const restLimitMs = 300;
const restLookMs = 5;

/** The two copies of the learner's server, which may end and be started again. */
export class Copies {
  private running: readonly RunningProgram[] = [];
  private readonly lastRequests = new Map<CopyName, HttpRequest>();
  /** Whether they must be started again before anything can be judged: one is known to be dead, or hangs. */
  unusable = false;

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
    this.unusable = false;
    this.lastRequests.clear();
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

  /** The copy that a request is about to be sent to. */
  ask(name: CopyName, request: HttpRequest): RunningProgram {
    const copy = this.running.find((one) => one.name === name);
    if (!copy) throw new Error(`Copy ${name} was never started.`);
    this.lastRequests.set(name, request);
    return copy;
  }

  /**
   * Waits until no copy computes, as far as can be seen, and says whether one did: on a busy machine, one that has answered
   * may have to wait for a processor until it writes what nobody waits for.
   */
  async rest(): Promise<boolean> {
    const deadline = performance.now() + restLimitMs;
    const computes = () => this.running.some(({ pid }) => wantsToRun(pid));
    const did = computes();
    while (computes() && performance.now() < deadline) await sleep(restLookMs);
    return did;
  }

  /**
   * A server may answer well, and end because of what the request has set off. This says so, once, as soon as
   * it can be known: at the end of the check, or at the beginning of the next.
   */
  async lateDeath(): Promise<Failure | undefined> {
    if (this.unusable) return undefined;
    for (const copy of this.running) {
      const exit = await deathOf(copy);
      const request = this.lastRequests.get(copy.name as CopyName);
      if (exit === undefined || !request) continue;
      this.unusable = true;
      return died(factsOf(copy, request), exit, 'after').failure;
    }
    return undefined;
  }
}
