import { setTimeout as sleep } from 'node:timers/promises';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const columns = 92;
const rows = 60;
const patienceMs = 60_000;

/** A program in a pseudo-terminal, and what stands on its screen. */
export class Recorder {
  constructor(args, env) {
    this.screen = new xterm.Terminal({ cols: columns, rows, scrollback: 2000, allowProposedApi: true });
    this.program = pty.spawn(process.execPath, args, { cols: columns, rows, env, cwd: env.HOME });
    this.program.onData((data) => this.screen.write(data));
    this.ended = new Promise((resolve) => this.program.onExit(resolve));
  }

  /** All lines so far, without the empty ones at the end. */
  get text() {
    const { active } = this.screen.buffer;
    const lines = Array.from({ length: active.length }, (_, index) =>
      active.getLine(index).translateToString(true),
    );
    return lines.join('\n').trimEnd();
  }

  press(keys) {
    this.program.write(keys);
  }

  /** Waits for a text, for the last match of a pattern, which it resolves with, or for a condition. */
  async until(wanted) {
    const found = () => {
      if (typeof wanted === 'function') return wanted();
      if (typeof wanted === 'string') return this.text.includes(wanted);
      return this.text.match(new RegExp(wanted, `${wanted.flags}g`))?.at(-1);
    };
    for (const start = Date.now(); Date.now() - start < patienceMs; await sleep(50)) {
      const what = found();
      if (what) return what;
    }
    throw new Error(`waited in vain for ${wanted}; the screen:\n${this.text}`);
  }

  /** The last lines that are not empty, each as pieces of text in one style. */
  lastLines(count) {
    const { active } = this.screen.buffer;
    const end = this.text.split('\n').length;
    return Array.from({ length: Math.min(count, end) }, (_, index) =>
      piecesOf(active.getLine(Math.max(0, end - count) + index)),
    );
  }

  async end() {
    this.program.kill('SIGTERM');
    await this.ended;
    this.screen.dispose();
  }
}

/** Runs of cells that look the same: `{ column, text, colour, bold, dim }`, the colour from 0 to 15 or null. */
function piecesOf(line) {
  const pieces = [];
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    if (cell.getWidth() === 0) continue;
    const style = {
      colour: cell.isFgPalette() ? cell.getFgColor() : null,
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
    };
    const text = cell.getChars() || ' ';
    const last = pieces.at(-1);
    const same = last && last.colour === style.colour && last.bold === style.bold && last.dim === style.dim;
    if (same) last.text += text;
    else pieces.push({ column, text, ...style });
  }
  return pieces.filter(({ text }) => text.trim() !== '');
}
