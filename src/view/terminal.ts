import type { ReadStream, WriteStream } from 'node:tty';
import { Interrupted } from './interrupted.js';
import { type Key, Keys } from './keys.js';
import { LiveLine } from './live-line.js';
import { type Screen, screenOf } from './screen.js';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The learner's terminal, taken over until `close`: a page that grows, a live line below it, and single keys. */
export class Terminal {
  readonly live: LiveLine;
  private readonly keys: Keys;
  private readonly interruption: Promise<never>;
  private interrupt: () => void = () => {};

  constructor(
    private readonly stdin: ReadStream,
    private readonly stdout: WriteStream,
  ) {
    this.interruption = new Promise((_, reject) => {
      this.interrupt = () => reject(new Interrupted());
    });
    // It may happen while nothing waits for it; whoever waits next learns of it.
    this.interruption.catch(() => {});
    this.live = new LiveLine(stdout, () => this.screen);
    for (const signal of endings) process.on(signal, this.interrupt);
    stdout.on('error', this.interrupt);
    process.on('exit', this.close);
    this.keys = new Keys(stdin, {
      interrupt: this.interrupt,
      suspend: () => this.live.hide(),
      resume: () => this.live.redraw(),
    });
  }

  /** As wide as the terminal is now. */
  get screen(): Screen {
    return screenOf(this.stdout);
  }

  /** Adds to the page; the live line goes. */
  print(text: string): void {
    this.live.clear();
    this.stdout.write(text);
  }

  /**
   * What the first key means that means something, of those pressed from now on; `ready` is called when keys are
   * heard. Rejects with `Interrupted` on Ctrl-C.
   */
  keysUntil<T>(meaning: (key: Key) => T | null, ready?: () => void): Promise<T> {
    return this.orInterrupted(this.keys.until(meaning, ready));
  }

  /** Gives the terminal to somebody else who reads from it, until the work is done. */
  async lend<T>(work: (streams: { stdin: ReadStream; stdout: WriteStream }) => Promise<T>): Promise<T> {
    this.live.clear();
    this.keys.close();
    try {
      return await work({ stdin: this.stdin, stdout: this.stdout });
    } finally {
      this.keys.take();
    }
  }

  /** What the work resolves with. Rejects with `Interrupted` as soon as that happens; the work is not waited for then. */
  async orInterrupted<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.interruption]);
  }

  /** Gives the terminal back as it was. Safe to call twice. */
  readonly close = (): void => {
    process.off('exit', this.close);
    this.live.close();
    this.keys.close();
    this.stdout.off('error', this.interrupt);
    for (const signal of endings) process.off(signal, this.interrupt);
  };
}
