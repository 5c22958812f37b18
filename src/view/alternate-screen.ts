import type { ReadStream, WriteStream } from 'node:tty';
import { suspend, takeBack } from './suspend.js';

const enter = '\x1b[?1049h';
const leave = '\x1b[?1049l';
const clear = '\x1b[2J\x1b[H';
const showCursor = '\x1b[?25h';

/** The terminal's second screen, for what shall leave no trace on the first. Taken until `close`. */
export class AlternateScreen {
  /** Draws everything anew, on a screen that has been cleared. */
  onRedraw: () => void = () => {};

  constructor(
    private readonly stdin: ReadStream,
    private readonly stdout: WriteStream,
  ) {
    stdout.write(enter + clear);
    stdout.on('resize', this.redraw);
    process.on('SIGCONT', this.goOn);
    process.on('exit', this.close);
  }

  /** Does what Ctrl-Z does outside raw mode. */
  suspend(): void {
    if (process.platform === 'win32') return;
    this.stdout.write(showCursor + leave);
    suspend(this.stdin, this.goOn);
  }

  /** Gives the first screen back. Safe to call twice. */
  readonly close = (): void => {
    process.off('exit', this.close);
    process.off('SIGCONT', this.goOn);
    if (this.stdout.listeners('resize').includes(this.redraw)) this.stdout.write(showCursor + leave);
    this.stdout.off('resize', this.redraw);
  };

  private readonly redraw = (): void => {
    this.stdout.write(clear);
    this.onRedraw();
  };

  private readonly goOn = (): void => {
    takeBack(this.stdin);
    this.stdout.write(enter);
    this.redraw();
  };
}
