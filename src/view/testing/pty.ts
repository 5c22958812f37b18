import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { build } from 'esbuild';
import { packageRoot } from '../../package-root.js';

export interface Bundle {
  readonly file: string;
  remove(): void;
}

/** Makes `play.ts` one file that Node runs as it is; in `dist/`, from where the package's own files are found. */
export async function bundlePlay(): Promise<Bundle> {
  const directory = mkdtempSync(path.join(packageRoot, 'dist/view-test-'));
  const file = path.join(directory, 'play.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./play.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  return { file, remove: () => rmSync(directory, { recursive: true }) };
}

const deadlineMs = 20_000;
const lookEveryMs = 20;

/** A program in a pseudo-terminal, and what a person would see of it. */
export class Pty {
  private readonly screen: xterm.Terminal;
  private readonly program: pty.IPty;
  /** Everything that the program has written, with its escape sequences. */
  raw = '';
  exitCode: number | null = null;

  constructor(command: string, args: readonly string[], columns = 80) {
    this.screen = new xterm.Terminal({ cols: columns, rows: 50, allowProposedApi: true });
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color' };
    this.program = pty.spawn(command, [...args], { cols: columns, rows: 50, env });
    this.program.onData((data) => {
      this.raw += data;
      this.screen.write(data);
    });
    this.program.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
    });
  }

  /** The lines on the screen, without the empty ones at the end. */
  text(): string {
    const buffer = this.screen.buffer.active;
    const lines = Array.from({ length: buffer.length }, (_, index) =>
      buffer.getLine(index)?.translateToString(true),
    );
    return lines.join('\n').trimEnd();
  }

  get cursorShown(): boolean {
    return this.raw.lastIndexOf('\x1b[?25h') >= this.raw.lastIndexOf('\x1b[?25l');
  }

  type(keys: string): void {
    this.program.write(keys);
  }

  signal(name: string): void {
    process.kill(this.program.pid, name);
  }

  resize(columns: number): void {
    this.screen.resize(columns, 50);
    this.program.resize(columns, 50);
  }

  /** Waits until the screen says so; fails with what it says instead. */
  async until(what: string | RegExp): Promise<void> {
    await this.poll(
      () => (typeof what === 'string' ? this.text().includes(what) : what.test(this.text())),
      `${what}`,
    );
  }

  /** Waits until the program has ended, and returns its exit code. */
  async exit(): Promise<number> {
    await this.poll(() => this.exitCode !== null, 'the end of the program');
    return this.exitCode ?? -1;
  }

  async poll(condition: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + deadlineMs;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; the screen:\n${this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Ends the program if it still runs. */
  close(): void {
    if (this.exitCode === null) this.program.kill('SIGKILL');
    this.screen.dispose();
  }
}
