import type { ReadStream, WriteStream } from 'node:tty';
import type { LessonEvent } from '../lesson/events.js';
import type { LessonEvents } from '../lesson/run.js';
import { chooseOption, pause } from './asking.js';
import { renderCountdown, renderProgress } from './countdown.js';
import { Interrupted } from './interrupted.js';
import { nextLines } from './page.js';
import { renderSpinner } from './prompt.js';
import type { Screen } from './screen.js';
import { Terminal } from './terminal.js';

/** A step that takes longer than this shows that it is going on, in ms. */
const patience = 150;
const spinEvery = 100;

/**
 * Plays a lesson to a learner: prints it as a page that grows, waits for Enter before each step and scene, and
 * asks the questions. Both streams must be terminals. Resolves with `failed` when an expectation did not hold,
 * and with `quit` when the learner left. Rejects with `Interrupted` on Ctrl-C, and then does not wait for the
 * step that was running. However it ends, the terminal is as it was before.
 */
export async function playInteractive(
  events: LessonEvents,
  { stdin, stdout }: { stdin: ReadStream; stdout: WriteStream },
): Promise<'done' | 'failed' | 'quit'> {
  const terminal = new Terminal(stdin, stdout);
  try {
    const outcome = await new Play(events, terminal).run();
    terminal.close();
    await events.return(undefined);
    return outcome;
  } catch (error) {
    terminal.close();
    // A step may still be running: its end, or its failure when the lab closes, concerns nobody any more.
    if (error instanceof Interrupted) events.return(undefined).catch(() => {});
    throw error;
  }
}

class Play {
  private previous: LessonEvent | null = null;
  private running = 'getting ready';
  private held = true;
  /** A bar is on the live line: a spinner would only say less. */
  private reporting = false;
  /** The last line of the page is empty already. */
  private gap = false;

  constructor(
    private readonly events: LessonEvents,
    private readonly terminal: Terminal,
  ) {}

  async run(): Promise<'done' | 'failed' | 'quit'> {
    let answer: number | undefined;
    for (;;) {
      const { done, value: event } = await this.nextEvent(answer);
      if (done) return this.held ? 'done' : 'failed';
      const action = actionAt(event);
      if (action !== null && (await this.prompt(() => pause(action, this.terminal))) === 'quit')
        return 'quit';
      this.show(event);
      answer = undefined;
      if (event.type === 'question') {
        const chosen = await this.prompt(() => chooseOption(event.options, this.terminal));
        if (chosen === 'quit') return 'quit';
        answer = chosen;
      }
    }
  }

  private show(event: LessonEvent): void {
    const { terminal } = this;
    if (event.type === 'waiting') this.report((screen) => renderCountdown(event, screen));
    if (event.type === 'preparing') this.report((screen) => renderProgress(event, screen));
    if (event.type === 'step') this.running = event.text;
    if (event.type === 'expectation' && !event.ok) this.held = false;
    const lines = nextLines(event, this.previous, terminal.screen);
    if (lines === '') return;
    terminal.print(this.gap ? lines.replace(/^\n/, '') : lines);
    this.previous = event;
    this.gap = false;
    this.reporting = false;
  }

  private report(render: (screen: Screen) => string): void {
    this.openGap();
    this.reporting = true;
    this.terminal.live.show(render);
  }

  /** What is on the live line stands apart from the page, and what is printed next stands in its place. */
  private openGap(): void {
    if (!this.gap) this.terminal.print('\n');
    this.gap = true;
  }

  private prompt<T>(ask: () => Promise<T>): Promise<T> {
    this.openGap();
    this.reporting = false;
    return ask();
  }

  /** Asks the lesson for what comes next; where that takes a while, shows that it is going on. */
  private async nextEvent(answer: number | undefined): Promise<IteratorResult<LessonEvent, void>> {
    const start = performance.now();
    const spin = () => {
      const elapsed = performance.now() - start;
      if (elapsed < patience || this.reporting) return;
      this.terminal.live.show((screen) => renderSpinner(this.running, elapsed, screen));
    };
    const timer = setInterval(spin, spinEvery);
    try {
      const next = this.events.next(answer);
      next.catch(() => {});
      return await this.terminal.orInterrupted(next);
    } finally {
      clearInterval(timer);
    }
  }
}

/** What Enter will do before this event; null when the lesson goes on by itself. */
function actionAt(event: LessonEvent): string | null {
  if (event.type === 'step') return event.joined ? null : event.text;
  if (event.type === 'scene')
    return event.number > 1 ? `${event.number} of ${event.of}: ${event.title}` : null;
  return null;
}
