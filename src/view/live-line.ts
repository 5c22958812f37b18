import type { WriteStream } from 'node:tty';
import { insideMargin, onPage } from './page.js';
import { inset, type Screen } from './screen.js';

const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';
/** From the cursor to the end of the screen; nothing is ever below the live line. */
const eraseBelow = '\x1b[J';

/**
 * The line below the page that changes in place and leaves no trace. It has the margin of the page, stays one
 * column short of the edge, and the cursor waits hidden at its start: then the line is erased rightly even when
 * a narrower terminal has wrapped it.
 */
export class LiveLine {
  private render: ((screen: Screen) => string) | null = null;

  constructor(
    private readonly stdout: WriteStream,
    private readonly screen: () => Screen,
  ) {
    stdout.on('resize', this.redraw);
  }

  /** Draws the line, in place of the one that is there. */
  show(render: (screen: Screen) => string): void {
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
    const line = onPage(this.render(insideMargin(screen)), screen);
    this.stdout.write(`${hideCursor}\r${eraseBelow}${line}\r`);
  };

  close(): void {
    this.stdout.off('resize', this.redraw);
    this.clear();
  }
}
