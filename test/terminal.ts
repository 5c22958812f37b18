import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const keys = { enter: '\r', 'ctrl-c': '\x03', 'ctrl-d': '\x04', up: '\x1b[A', down: '\x1b[B' } as const;
const patienceMs = 45_000;

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program in a pseudo-terminal, and the screen on which a terminal emulator shows what it prints. */
export class Terminal {
  private readonly pty: IPty;
  private readonly emulator: InstanceType<typeof xterm.Terminal>;
  private readonly waiting = new Set<() => void>();
  private received = '';
  private ended: { code: number; signal: number } | undefined;

  constructor(file: string, args: readonly string[], { columns, rows, cwd, env }: TerminalOptions) {
    this.emulator = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    const name = env.TERM ?? 'xterm-256color';
    this.pty = spawn(file, [...args], { cols: columns, rows, cwd, env: { ...env }, name });
    const tell = () => {
      for (const look of this.waiting) look();
    };
    this.pty.onData((data) => {
      // `raw` must not be ahead of the screen.
      this.emulator.write(data, () => {
        this.received += data;
        tell();
      });
    });
    this.pty.onExit(({ exitCode, signal }) => {
      this.emulator.write('', () => {
        this.ended = { code: exitCode, signal: signal ?? 0 };
        tell();
      });
    });
  }

  get pid(): number {
    return this.pty.pid;
  }

  get hasEnded(): boolean {
    return this.ended !== undefined;
  }

  /** Everything that was written to the screen, escapes included. */
  get raw(): string {
    return this.received;
  }

  /** By the last escape that hid or showed it. */
  get cursorVisible(): boolean {
    return this.received.lastIndexOf('\x1b[?25l') <= this.received.lastIndexOf('\x1b[?25h');
  }

  /** All lines, also those that have scrolled away; one that the terminal had to wrap is one line here. */
  get lines(): { readonly text: string; readonly wrapped: boolean }[] {
    const { active } = this.emulator.buffer;
    const lines: { text: string; wrapped: boolean }[] = [];
    for (let row = 0; row < active.length; row++) {
      const line = active.getLine(row);
      const text = line?.translateToString(true) ?? '';
      const last = lines.at(-1);
      if (line?.isWrapped && last) Object.assign(last, { text: last.text + text, wrapped: true });
      else lines.push({ text, wrapped: false });
    }
    return lines;
  }

  get text(): string {
    return this.lines
      .map(({ text }) => text)
      .join('\n')
      .trimEnd();
  }

  /** The last line that is not empty, without the margin. */
  get lastLine(): string {
    const lines = this.text.split('\n').map((line) => line.trim());
    // Below the live line of a lesson stands where one is.
    return lines.findLast((line) => !/^Lesson \d+ \S scene /.test(line)) ?? '';
  }

  type(text: string): void {
    this.pty.write(text);
  }

  press(key: keyof typeof keys): void {
    this.type(keys[key]);
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  /** Closes the terminal's window: the program gets SIGHUP, and has nothing left to write to. */
  hangUp(): void {
    (this.pty as IPty & { destroy(): void }).destroy();
  }

  /** Waits until the screen shows it. Rejects with the screen when that takes too long or cannot come any more. */
  async until(what: string | RegExp | (() => boolean)): Promise<void> {
    const holds = () => {
      if (typeof what === 'function') return what();
      return typeof what === 'string' ? this.text.includes(what) : what.test(this.text);
    };
    await this.becomes(() => holds() || this.hasEnded);
    if (!holds()) throw new Error(`It never came to ${what}. The screen:\n${this.text}`);
  }

  /** The exit code, and the number of the signal that ended it or 0. Rejects with the screen when it goes on. */
  async exit(): Promise<{ code: number; signal: number }> {
    await this.becomes(() => this.hasEnded);
    if (this.ended) return this.ended;
    throw new Error(`It did not end. The screen:\n${this.text}`);
  }

  /** Whether it becomes so in time. */
  async becomes(holds: () => boolean, withinMs = patienceMs): Promise<boolean> {
    if (holds()) return true;
    return new Promise((resolve) => {
      const settle = (held: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(held);
      };
      const look = () => {
        if (holds()) settle(true);
      };
      const timer = setTimeout(() => settle(holds()), withinMs);
      this.waiting.add(look);
    });
  }
}
