import type { ReadStream, WriteStream } from 'node:tty';
import type { LessonEvent } from '../lesson/events.js';
import { renderCountdown, renderProgress } from './countdown.js';
import { Interrupted } from './interrupted.js';
import type { Key } from './keys.js';
import { insideMargin, nextLines, onPage } from './page.js';
import { renderChoice, renderKeys, renderPrompt, renderSpinner } from './prompt.js';
import type { Screen } from './screen.js';
import { Terminal } from './terminal.js';

export type LessonEvents = AsyncGenerator<LessonEvent, void, number | undefined>;

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
      if (action !== null && (await this.pause(action)) === 'quit') return 'quit';
      this.show(event);
      answer = undefined;
      if (event.type === 'question') {
        const chosen = await this.ask(event.options);
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
    this.terminal.live.show(live(render));
  }

  /** What is on the live line stands apart from the page, and what is printed next stands in its place. */
  private openGap(): void {
    if (!this.gap) this.terminal.print('\n');
    this.gap = true;
  }

  /** Asks the lesson for what comes next; where that takes a while, shows that it is going on. */
  private async nextEvent(answer: number | undefined): Promise<IteratorResult<LessonEvent, void>> {
    const start = performance.now();
    const spin = () => {
      const elapsed = performance.now() - start;
      if (elapsed < patience || this.reporting) return;
      this.terminal.live.show(live((screen) => renderSpinner(this.running, elapsed, screen)));
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

  private pause(action: string): Promise<'go' | 'quit'> {
    return this.prompt(
      (screen) => renderPrompt(action, screen),
      ({ name }) => (isEnter(name) || name === 'space' ? 'go' : null),
    );
  }

  private ask(options: readonly string[]): Promise<number | 'quit'> {
    let at: number | null = null;
    return this.prompt(
      (screen) => renderChoice(options, at, screen),
      ({ name }) => {
        const index = indexOf(name);
        if (index !== null && index < options.length) return index;
        if (isEnter(name)) return at;
        const last = options.length - 1;
        if (name === 'down') at = at === null || at === last ? 0 : at + 1;
        if (name === 'up') at = at === null || at === 0 ? last : at - 1;
        return null;
      },
    );
  }

  /** Shows a line and reads keys until one of them means something; then the line goes. */
  private async prompt<T>(
    render: (screen: Screen) => string,
    meaning: (key: Key) => T | null,
  ): Promise<T | 'quit'> {
    const { terminal } = this;
    this.openGap();
    this.reporting = false;
    terminal.live.show(live(render));
    const result = await terminal.keysUntil<T | 'quit'>((key) => {
      if (key.ctrl) return key.name === 'd' ? 'quit' : null;
      if (key.name === 'q') return 'quit';
      if (key.name === '?') {
        const keys = renderKeys(insideMargin(terminal.screen));
        terminal.print(`${onPage(keys, terminal.screen)}\n\n`);
      }
      const meant = meaning(key);
      if (meant === null) terminal.live.show(live(render));
      return meant;
    });
    terminal.live.clear();
    return result;
  }
}

/** The option that a key stands for: `a` and `1` for the first; null for other keys. */
function indexOf(name: string): number | null {
  if (/^[1-9]$/.test(name)) return Number(name) - 1;
  return /^[a-z]$/.test(name) ? name.charCodeAt(0) - 97 : null;
}

const isEnter = (name: string) => name === 'return' || name === 'enter';

/** What Enter will do before this event; null when the lesson goes on by itself. */
function actionAt(event: LessonEvent): string | null {
  if (event.type === 'step') return event.joined ? null : event.text;
  if (event.type === 'scene')
    return event.number > 1 ? `${event.number} of ${event.of}: ${event.title}` : null;
  return null;
}

/** A live line stands inside the margin, as the page does. */
const live =
  (render: (screen: Screen) => string) =>
  (screen: Screen): string =>
    onPage(render(insideMargin(screen)), screen);
