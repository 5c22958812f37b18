import { exitCodes, messageOf, TutorialError } from '../errors.js';
import { type Client, openClient } from '../lab/client.js';
import type { LessonEvent } from '../lesson/events.js';
import type { ExpectingStep } from '../lesson/lesson.js';
import { type Observer, observed } from '../lesson/observed.js';
import type { LessonRun } from '../lesson/run.js';
import type { Command } from './commands.js';
import { Interrupted } from './interrupted.js';
import type { LessonPage } from './lesson-page.js';
import { Lookups } from './lookups.js';
import { insideMargin } from './page.js';
import { Playground } from './play.js';
import type { Terminal } from './terminal.js';
import { wrap } from './text.js';

/** What a learner can do where a lesson waits, without going on in it. */
export class Asides {
  private readonly lookups: Lookups;
  private readonly playground: Playground;

  constructor(
    private readonly run: LessonRun,
    private readonly terminal: Terminal,
    private readonly page: LessonPage,
    private readonly observe: Observer,
  ) {
    this.lookups = new Lookups(run);
    this.playground = new Playground(run, terminal, {
      show: (step) => this.show(step),
      say: (text) => this.say(text),
      makeWay: () => page.makeWay(),
    });
  }

  /** Remembers what can be asked for later. */
  note(event: LessonEvent): void {
    this.lookups.note(event);
  }

  /** Does what a key asks for. Rejects with `Interrupted` on Ctrl-C. */
  async serve(command: Command): Promise<void> {
    if (command === 'play') await this.playground.open();
    else if (command === 'again') await this.requestAgain();
    else if (command === 'psql' || command === 'redis-cli') await this.openClient(command);
    else {
      const text = this.lookups.render(command, insideMargin(this.terminal.screen));
      if (text !== null) this.page.printText(text);
    }
  }

  private async requestAgain(): Promise<void> {
    const { lastRequest } = this.run;
    if (lastRequest === null) return this.say('There has been no request yet.');
    await this.show({ ...lastRequest, repeat: 1, expectations: [] });
  }

  private async openClient(client: Client): Promise<void> {
    const { terminal, run } = this;
    try {
      const lab = await terminal.orInterrupted(run.lab);
      const { login } = client === 'psql' ? lab.postgres : lab.redis;
      await terminal.lend(() => openClient(client, login));
      run.stray();
    } catch (error) {
      if (!(error instanceof TutorialError)) throw error;
      this.say(messageOf(error));
    }
  }

  /**
   * Carries out a step and prints what it shows. An error of PostgreSQL, or a server that has lost its table, is
   * printed too: the lesson is none the worse, since whatever has become of its stores, they are brought back.
   */
  private async show(step: ExpectingStep): Promise<void> {
    const events = observed(this.run.aside(step), (event) => this.observe(event, true));
    try {
      for (;;) {
        const { done, value: event } = await this.page.next(events, undefined);
        if (done) return;
        this.note(event);
        this.page.print(event);
      }
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      this.say(isFromPostgres(error) ? `ERROR: ${messageOf(error)}` : messageOf(error));
      if (!isRefusal(error)) this.run.stray();
    }
  }

  /** Says something that is not the lesson's. */
  say(text: string): void {
    const { width } = insideMargin(this.terminal.screen);
    this.page.printText(wrap(text, Math.min(width, 80)).join('\n'));
  }
}

/** Whether nothing has been done: our own refusal of a line, or an ERROR of PostgreSQL, which undoes its statement. */
const isRefusal = (error: unknown) =>
  isFromPostgres(error) || (error instanceof TutorialError && error.exitCode === exitCodes.usage);

const isFromPostgres = (error: unknown) =>
  error instanceof Error && 'severity' in error && error.severity === 'ERROR';
