import { renderProgress } from './countdown.js';
import type { AttemptEvent } from './grade-event.js';
import { renderWatching } from './grade-help.js';
import type { GradePage } from './grade-page.js';
import type { AttemptView } from './grade-views.js';
import type { Key } from './keys.js';
import { insideMargin, onPage } from './page.js';
import { renderSpinner } from './prompt.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

const spinEvery = 100;

/** Attempts in a learner's terminal: a page that grows, and a line below it that says what is going on. */
export class TerminalView implements AttemptView {
  readonly gone = false;
  private live: (screen: Screen) => string = () => '';
  /** The last line of the page is empty already. */
  private gap = true;

  constructor(
    private readonly terminal: Terminal,
    private readonly page: GradePage,
  ) {}

  /** Rejects with `Interrupted` on Ctrl-C, and then waits for nothing. */
  show(events: AsyncIterable<AttemptEvent>): Promise<boolean | undefined> {
    return this.terminal.orInterrupted(this.play(events));
  }

  /** Adds a text to the page, between empty lines. `render` makes it for the width of the page. */
  note(render: (screen: Screen) => string): void {
    const { screen, live } = this.terminal;
    this.print(`\n${onPage(render(insideMargin(screen)), screen)}\n\n`);
    live.show(this.live);
  }

  /** The next key that is pressed. Rejects with `Interrupted` on Ctrl-C. */
  nextKey(): Promise<Key> {
    return this.terminal.keysUntil((key) => key);
  }

  idle(): void {
    this.live = renderWatching;
    this.print('\n');
    this.terminal.live.show(this.live);
  }

  async close(): Promise<void> {
    this.terminal.close();
  }

  private async play(events: AsyncIterable<AttemptEvent>): Promise<boolean | undefined> {
    const { terminal, page } = this;
    let passed: boolean | undefined;
    let doing = 'getting ready';
    const start = performance.now();
    this.live = (screen) => renderSpinner(doing, performance.now() - start, screen);
    const spinning = setInterval(() => terminal.live.show(this.live), spinEvery);
    try {
      for await (const event of events) {
        if (event.type === 'attempt') doing = 'starting your server';
        if (event.type === 'checking') doing = `check ${event.number} of ${event.of}: ${event.title}`;
        if (event.type === 'preparing') this.live = (screen) => renderProgress(event, screen);
        if (event.type === 'graded') passed = event.ok;
        const text = page.next(event, terminal.screen);
        if (text !== '') this.print(text);
      }
    } finally {
      clearInterval(spinning);
      terminal.live.clear();
    }
    return passed;
  }

  /** Adds to the page; two empty lines never follow each other. */
  private print(text: string): void {
    this.terminal.print(this.gap ? text.replace(/^\n/, '') : text);
    this.gap = text === '\n' || text.endsWith('\n\n');
  }
}
