import type { Lab, Program } from './lab.js';
import { launchUntapped } from './launch.js';
import type { Child } from './process/child.js';
import type { Watchdog } from './process/watchdog.js';

/** Processes that are ready to become copies of a program. */
export class Spares {
  private readonly ready: { readonly program: Program; readonly child: Child }[] = [];
  private starting: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly lab: Pick<Lab, 'postgres' | 'redis'> & { readonly watchdog: Watchdog }) {}

  /** Starts as many as are missing for so many copies of a program; none when it has no `spare`. */
  async prepare(program: Program, copies: number): Promise<void> {
    const started = this.starting.then(async () => {
      while (program.spare && !this.closed && this.readyFor(program).length < copies) {
        const { name, spare, cwd } = program;
        const child = await launchUntapped(this.lab, { name, ...spare, cwd, ipc: true });
        this.ready.push({ program, child });
      }
    });
    this.starting = started.catch(() => {});
    await started;
  }

  /** Hands one over that is there for a program. */
  take(program: Program): Child | undefined {
    const [found] = this.readyFor(program);
    if (found) this.ready.splice(this.ready.indexOf(found), 1);
    return found?.child;
  }

  /** Ends those that are left. No others are started afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await this.starting;
    await Promise.all(this.ready.splice(0).map(({ child }) => child.kill()));
  }

  private readyFor(program: Program) {
    return this.ready.filter((one) => one.program === program && one.child.exit === undefined);
  }
}
