import { environmentError, usageError } from '../errors.js';
import { freePort } from './free-port.js';
import type { Lab, Program, RunningProgram, RunningServer, StartOptions } from './lab.js';
import { launchBehindTaps } from './launch.js';
import type { Child, ChildOptions } from './process/child.js';
import type { Watchdog } from './process/watchdog.js';
import { runningProgram } from './running-program.js';
import { Spares } from './spares.js';
import { listeningUrl, variantProcess } from './variant-process.js';
import { findVariant } from './variants.js';

/** How long a server has until it listens, in ms. */
const defaultLimitMs = 15_000;

/** A copy that runs, and its process. */
export interface ServerProcess {
  readonly server: RunningServer;
  readonly child: Child;
}

export interface ServersOptions extends Pick<Lab, 'taps' | 'postgres' | 'redis'> {
  /** The folder with the variants, `<variant>.js`. */
  readonly serverDir: string;
  readonly watchdog: Watchdog;
  readonly startLimitMs?: number;
}

/** The copies of a variant, or of another program, that run at one time. */
export class Servers {
  private processes: ServerProcess[] = [];
  /** Every process that was started, also one that is not listening yet. */
  private children: Child[] = [];
  private labels: string[] = [];
  private readonly spares: Spares;
  private starting: Promise<unknown> = Promise.resolve();
  private closed = false;
  private hurried = false;

  constructor(private readonly options: ServersOptions) {
    this.spares = new Spares(options);
  }

  get running(): readonly RunningServer[] {
    return this.processes.map(({ server }) => server);
  }

  /** The copy of this name, or the first. Throws a TutorialError when there is none. */
  find(name: string | undefined): ServerProcess {
    const found =
      name === undefined ? this.processes[0] : this.processes.find((one) => one.server.name === name);
    if (found) return found;
    const names = this.running.map((server) => server.name).join(', ') || 'none';
    throw usageError(`There is no server ${name ?? 'to ask'}. Running: ${names}.`);
  }

  /** Stops what runs, and starts copies of a variant side by side: all of them or none. */
  start(variant: string, copies: number, options: StartOptions = {}): Promise<readonly RunningServer[]> {
    return this.noted(this.startCopies(variant, copies, options));
  }

  private async startCopies(
    variant: string,
    copies: number,
    options: StartOptions,
  ): Promise<readonly RunningServer[]> {
    const file = findVariant(this.options.serverDir, variant);
    await this.stop();
    const begun = Array.from({ length: copies }, (_, index) =>
      this.startCopy({ name: copyName(index), variant }, file, options, options.ports?.[index]),
    );
    try {
      this.processes = await Promise.all(begun);
      return this.running;
    } catch (error) {
      await this.stop();
      await Promise.allSettled(begun);
      await this.stop();
      throw error;
    }
  }

  /** Stops what runs, and starts copies of a program, one for each port. Does not wait until they listen. */
  startProgram(
    program: Program,
    ports: readonly number[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<readonly RunningProgram[]> {
    return this.noted(this.startProgramCopies(program, ports, env));
  }

  private async startProgramCopies(
    program: Program,
    ports: readonly number[],
    env: Readonly<Record<string, string>>,
  ): Promise<readonly RunningProgram[]> {
    await this.stop();
    const begun = ports.map((port, index) => this.startProgramCopy(program, copyName(index), port, env));
    const copies = await Promise.all(begun);
    this.processes = copies.map(({ server, child }) => ({ server, child }));
    return copies.map(({ server }) => server);
  }

  /** Gets processes ready for the next copies of a program, if it has a spare. */
  prepare(program: Program, copies: number): Promise<void> {
    return this.spares.prepare(program, copies);
  }

  /** Remembers what is being started, so that `close` can wait for it. */
  private noted<T>(started: Promise<T>): Promise<T> {
    this.starting = started.catch(() => {});
    return started;
  }

  /** Gives the copies that run no time to end when they are stopped: they would wait for a store in vain. */
  hurry(): void {
    this.hurried = true;
  }

  /** Stops the copies, last started first, and closes their listeners at the taps. */
  async stop(): Promise<void> {
    const { taps } = this.options;
    this.processes = [];
    const children = this.children.splice(0).reverse();
    const { hurried } = this;
    this.hurried = false;
    await Promise.all(children.map((child) => (hurried ? child.kill() : child.stop())));
    const labels = this.labels.splice(0);
    await Promise.all(labels.flatMap((label) => [taps.postgres.unlisten(label), taps.redis.unlisten(label)]));
  }

  /** Stops the copies, also those that are being started. Nothing can be started afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.stop(), this.spares.close()]);
    await this.starting;
    await this.stop();
  }

  private async startProgramCopy(
    program: Program,
    name: string,
    wantedPort: number,
    env: Readonly<Record<string, string>>,
  ): Promise<{ server: RunningProgram; child: Child }> {
    const { name: variant, command, cwd } = program;
    const port = wantedPort === 0 ? await freePort() : wantedPort;
    const line = typeof command === 'string' ? { file: command, args: [], shell: true } : command;
    const options = { name: variant, ...line, cwd, env };
    const child = await this.launch(name, options, port, this.spares.take(program));
    const server = runningProgram({ name, variant, port }, child);
    return { server, child };
  }

  private async startCopy(
    { name, variant }: Pick<RunningServer, 'name' | 'variant'>,
    file: string,
    { env = {} }: StartOptions,
    port = 0,
  ): Promise<ServerProcess> {
    const child = await this.launch(name, variantProcess({ name, variant }, file, env), port);
    const { startLimitMs = defaultLimitMs } = this.options;
    const url = await listeningUrl(child, startLimitMs);
    return { server: { name, variant, url }, child };
  }

  /** Registers the process, so that it is stopped with the others, also before it listens. */
  private async launch(label: string, options: ChildOptions, port: number, spare?: Child): Promise<Child> {
    const closed = environmentError(`${options.name} was not started: the lab is closed.`);
    if (this.closed) throw closed;
    this.labels.push(label);
    const child = await launchBehindTaps(this.options, label, options, port, spare);
    this.children.push(child);
    if (this.closed) throw closed;
    return child;
  }
}

/** `A`, `B`, … */
function copyName(index: number): string {
  return String.fromCharCode(65 + index);
}
