import type { WriteStream } from 'node:tty';
import { insideMargin, onPage } from './page.js';
import { inset, type Screen } from './screen.js';

const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';
/** From the cursor to the end of the screen; nothing is ever below the live line. */
const eraseBelow = '\x1b[J';

/**
 * The line below the page that changes in place and leaves no trace, and where there is one a status line below it. It has the margin of the page, stays one
 * column short of the edge, and the cursor waits hidden at its start: then the line is erased rightly even when
 * a narrower terminal has wrapped it.
 */
export class LiveLine {
  private render: ((screen: Screen) => string) | null = null;
  private closed = false;
  /** A second line, below; it comes and goes with the first. */
  status: ((screen: Screen) => string) | null = null;

  constructor(
    private readonly stdout: WriteStream,
    private readonly screen: () => Screen,
  ) {
    stdout.on('resize', this.redraw);
  }

  /** Draws the line, in place of the one that is there. After `close`, nothing: the terminal is somebody else's then. */
  show(render: (screen: Screen) => string): void {
    if (this.closed) return;
    this.render = render;
    this.redraw();
  }

  /** Removes the line; the cursor is back. */
  clear(): void {
    if (this.render === null) return;
    this.render = null;
    this.stdout.write(`\r${eraseBelow}${showCursor}`);
  }

  /** Takes the line off the screen while the shell has the terminal; `redraw` brings it back. */
  hide(): void {
    this.stdout.write(`\r${eraseBelow}${showCursor}`);
  }

  readonly redraw = (): void => {
    if (this.render === null) return;
    const screen = inset(this.screen(), 1);
    const lines = [this.render, this.status]
      .filter((render) => render !== null)
      .map((render) => onPage(render(insideMargin(screen)), screen));
    // Back up to where the first line begins, wherever the terminal has scrolled to.
    const up = lines.length > 1 ? `\x1b[${lines.length - 1}A` : '';
    this.stdout.write(`${hideCursor}\r${eraseBelow}${lines.join('\n')}\r${up}`);
  };

  close(): void {
    this.closed = true;
    this.stdout.off('resize', this.redraw);
    this.clear();
  }
}
