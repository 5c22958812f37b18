import type { ReadStream, WriteStream } from 'node:tty';
import { StoreTrouble } from '../lab/stores/url/trouble.js';
import type { LessonEvent } from '../lesson/events.js';
import { type Observer, observed } from '../lesson/observed.js';
import { type Place, shareBefore, startOf } from '../lesson/place.js';
import type { LessonEvents, LessonRun } from '../lesson/run.js';
import { Asides } from './asides.js';
import { chooseAnswer, chooseScene, pause } from './asking.js';
import type { Command } from './commands.js';
import { LessonPage } from './lesson-page.js';
import { renderPosition } from './position.js';
import { Terminal } from './terminal.js';

export interface InteractiveOptions {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Where to begin; at the start when null. */
  readonly from: Place | null;
  /** Is given every event that is shown, before it is. */
  readonly observe: Observer;
  /** Whether what goes on may move on the screen. */
  readonly animated: boolean;
}

/**
 * Plays a lesson to a learner: prints it as a page that grows, waits for a key before each step and scene, asks the
 * questions, and serves the other keys. Both streams must be terminals. Resolves with `failed` when an expectation
 * did not hold, and with `quit` when the learner left. Rejects with `Interrupted` on Ctrl-C, and then does not wait
 * for the step that was running. However it ends, the terminal is as it was before.
 */
export async function playInteractive(
  run: LessonRun,
  options: InteractiveOptions,
): Promise<'done' | 'failed' | 'quit'> {
  const terminal = new Terminal(options.stdin, options.stdout);
  try {
    return await new Play(run, terminal, options).play(options.from);
  } finally {
    terminal.close();
  }
}

/** Where to go on after a key, or that the learner leaves. */
type Way = { readonly to: Place; readonly waits: boolean } | 'quit';

class Play {
  private readonly page: LessonPage;
  private readonly asides: Asides;
  private held = true;
  /** The place is gone to, and was not reached by Enter: what comes first there is not waited for. */
  private arriving = false;
  /** Nothing has been carried out, nor asked, since the scene began. */
  private atStart = true;

  constructor(
    private readonly run: LessonRun,
    private readonly terminal: Terminal,
    private readonly options: InteractiveOptions,
  ) {
    this.page = new LessonPage(terminal, options.animated);
    this.asides = new Asides(run, terminal, this.page, options.observe);
    const { number, scenes } = run.lesson;
    terminal.live.status = (screen) =>
      renderPosition(
        {
          lesson: number,
          scene: run.place.scene + 1,
          of: scenes.length,
          share: shareBefore(run.place, run.lesson),
        },
        screen,
      );
  }

  /** Plays from one place after another, until the end or until the learner leaves. */
  async play(from: Place | null): Promise<'done' | 'failed' | 'quit'> {
    this.arriving = from !== null;
    for (let place = from ?? undefined; ; ) {
      const events = observed(this.run.events(place), this.options.observe);
      const way = await this.follow(events).catch((error) => this.tryAgain(error));
      await events.return();
      if (way === 'end') return this.held ? 'done' : 'failed';
      if (way === 'quit') return 'quit';
      place = way.to;
      this.arriving = !way.waits;
    }
  }

  private async follow(events: LessonEvents): Promise<Way | 'end'> {
    let answer: number | undefined;
    for (;;) {
      const { done, value: event } = await this.page.next(events, answer);
      if (done) return 'end';
      const action = actionAt(event);
      if (action !== null && !this.arriving) {
        const way = await this.serve(() => pause(action, this.terminal));
        if (typeof way !== 'number' && way !== null) return way;
      }
      if (action !== null || event.type === 'scene') this.arriving = false;
      this.note(event);
      this.page.print(event);
      answer = undefined;
      if (event.type === 'question') {
        this.arriving = false;
        const way = await this.serve(() => chooseAnswer(event.options, this.terminal));
        if (typeof way !== 'number') {
          if (way !== null) return way;
        } else answer = way;
      }
    }
  }

  /** A store that is somebody's may come back: Enter goes on where it failed. */
  private async tryAgain(error: unknown): Promise<Way> {
    if (!(error instanceof StoreTrouble)) throw error;
    this.asides.say(error.message);
    const way = await this.serve(() => pause('try again', this.terminal));
    return way === null || typeof way === 'number' ? { to: this.run.place, waits: false } : way;
  }

  private note(event: LessonEvent): void {
    this.asides.note(event);
    if (event.type === 'scene') this.atStart = true;
    else if (event.type === 'step' || event.type === 'question') this.atStart = false;
    if (event.type === 'expectation' && !event.ok) this.held = false;
  }

  /**
   * Asks, and serves what is asked for, until it leads on: null for going on, the index of an answer, or another way.
   */
  private async serve(ask: () => Promise<Command | number>): Promise<Way | number | null> {
    for (;;) {
      this.page.openGap();
      const command = await ask();
      if (typeof command === 'number') return command;
      if (command === 'quit') return 'quit';
      if (command === 'go') return this.run.strayed ? { to: this.run.place, waits: false } : null;
      if (command === 'back') return { to: this.placeBack(), waits: false };
      if (command === 'jump') {
        const to = await this.chooseScene();
        if (to !== null) return to;
      } else {
        await this.asides.serve(command);
        if (command === 'play' && this.run.strayed) return { to: this.run.place, waits: true };
      }
    }
  }

  /** The start of this scene, or of the one before where this one has only begun. */
  private placeBack(): Place {
    const { scene, block } = this.run.place;
    // Before a scene is entered, the one that was just read is the one to go back to.
    return startOf(block === 0 || this.atStart ? scene : scene + 1, this.run.lesson);
  }

  private async chooseScene(): Promise<Way | null> {
    const { scenes } = this.run.lesson;
    const titles = scenes.map(({ title }) => title);
    this.page.printText(titles.map((title, index) => `${index + 1}  ${title}`).join('\n'));
    const chosen = await chooseScene(titles, this.terminal);
    if (chosen === 'quit') return 'quit';
    return typeof chosen === 'number' ? { to: startOf(chosen + 1, this.run.lesson), waits: false } : null;
  }
}

/** What Enter will do before this event; null when the lesson goes on by itself. */
function actionAt(event: LessonEvent): string | null {
  if (event.type === 'step') return event.joined ? null : event.text;
  if (event.type === 'scene')
    return event.number > 1 ? `${event.number} of ${event.of}: ${event.title}` : null;
  return null;
}
