import type { LessonEvent } from '../lesson/events.js';
import type { LessonEvents } from '../lesson/run.js';
import { renderCountdown, renderLoading, renderProgress } from './countdown.js';
import { nextLines, onPage } from './page.js';
import { renderSpinner, renderStanding } from './prompt.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

/** A step that takes longer than this shows that it is going on, in ms. */
const patience = 150;
const spinEvery = 100;

/** A lesson's page in a terminal, with a live line below it that says what is going on. */
export class LessonPage {
  private previous: LessonEvent | null = null;
  private running = 'getting ready';
  /** A bar is on the live line: a spinner would only say less. */
  private reporting = false;
  /** The last line of the page is empty already. */
  private gap = false;

  /** Where it is not `animated`, what goes on is said once, and stands still. */
  constructor(
    private readonly terminal: Terminal,
    private readonly animated: boolean,
  ) {}

  /** Shows an event: on the page, or on the live line while it lasts. */
  print(event: LessonEvent): void {
    if (event.type === 'waiting') this.report((screen) => renderCountdown(event, screen));
    if (event.type === 'preparing') this.report((screen) => renderProgress(event, screen));
    if (event.type === 'loading') this.report((screen) => renderLoading(event, screen));
    if (event.type === 'step') this.running = event.text;
    const lines = nextLines(event, this.previous, this.terminal.screen);
    if (lines === '') return;
    this.terminal.print(this.gap ? lines.replace(/^\n/, '') : lines);
    this.previous = event;
    this.gap = false;
    this.reporting = false;
  }

  /** Adds a text that is no event. It must fit the page's width. */
  printText(text: string): void {
    this.openGap();
    this.terminal.print(`${onPage(text, this.terminal.screen)}\n`);
    this.gap = false;
  }

  /** What is on the live line stands apart from the page, and what is printed next stands in its place. */
  openGap(): void {
    if (!this.gap) this.terminal.print('\n');
    this.gap = true;
    this.reporting = false;
  }

  /** An empty line, below which somebody else writes one that ends. */
  makeWay(): void {
    this.openGap();
    this.gap = false;
  }

  /** The next event. Where it takes a while to come, shows that something is going on. Rejects with `Interrupted`. */
  async next(events: LessonEvents, answer: number | undefined): Promise<IteratorResult<LessonEvent, void>> {
    const start = performance.now();
    let shown = false;
    const spin = () => {
      const elapsed = performance.now() - start;
      if (elapsed < patience || this.reporting || (shown && !this.animated)) return;
      shown = true;
      this.terminal.live.show((screen) =>
        this.animated ? renderSpinner(this.running, elapsed, screen) : renderStanding(this.running, screen),
      );
    };
    const timer = setInterval(spin, spinEvery);
    try {
      const next = events.next(answer);
      // A step may still be running when the learner has left: its end, or its failure, concerns nobody then.
      next.catch(() => {});
      return await this.terminal.orInterrupted(next);
    } finally {
      clearInterval(timer);
    }
  }

  private report(render: (screen: Screen) => string): void {
    if (this.reporting && !this.animated) return;
    if (!this.reporting) this.openGap();
    this.reporting = true;
    this.terminal.live.show(render);
  }
}
