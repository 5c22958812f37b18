import { messageOf, TutorialError } from '../errors.js';
import type { ExpectingStep } from '../lesson/lesson.js';
import { complete, pathsOf } from '../lesson/play/completion.js';
import { parseLine } from '../lesson/play/parse-line.js';
import type { LessonRun } from '../lesson/run.js';
import { Interrupted } from './interrupted.js';
import { readLine } from './play-prompt.js';
import type { Terminal } from './terminal.js';

const help = [
  'GET /orders/count?drink=mocha',
  'POST /orders {"drink":"mocha","size":"large"}',
  'SELECT * FROM orders ORDER BY id DESC LIMIT 3',
  'TTL orders:count:mocha',
  'wait 3s',
];

/** The page that answers are printed on. */
interface Page {
  /** Carries out a step and prints what it shows, its failure too. Rejects with `Interrupted` on Ctrl-C. */
  show(step: ExpectingStep): Promise<void>;
  /** Prints a text of our own. */
  say(text: string): void;
  /** Opens a gap for a line that is typed. */
  makeWay(): void;
}

/** The prompt at which a learner tries things out, against the servers and stores of a lesson as they are. */
export class Playground {
  private readonly history: string[] = [];

  constructor(
    private readonly run: LessonRun,
    private readonly terminal: Terminal,
    private readonly page: Page,
  ) {}

  /** Reads lines and answers them, until an empty one. Rejects with `Interrupted` on Ctrl-C. */
  async open(): Promise<void> {
    const { page } = this;
    page.say(
      'Try things out: a request, a curl line, SQL, a Redis command, or `wait 3s`. Tab completes, an empty line goes back, `help` gives examples.',
    );
    for (let line = await this.ask(); line !== ''; line = await this.ask()) {
      if (line === 'help' || line === '?') page.say(help.join('\n'));
      else await this.answer(line);
    }
  }

  private async ask(): Promise<string> {
    const { history, terminal, page } = this;
    page.makeWay();
    const line = await terminal.lend((streams) =>
      terminal.orInterrupted(
        readLine({ ...streams, prompt: '  > ', history, complete: (text) => this.complete(text) }),
      ),
    );
    if (line === 'interrupted') throw new Interrupted();
    return line?.trim() ?? '';
  }

  private async answer(line: string): Promise<void> {
    const { page, run } = this;
    try {
      const lab = await run.lab;
      const urls = new Map(lab.servers.map(({ name, url }) => [name, url]));
      await page.show(parseLine(line, urls));
    } catch (error) {
      if (!(error instanceof TutorialError)) throw error;
      page.say(messageOf(error));
    }
  }

  private async complete(line: string): Promise<[string[], string]> {
    const { run } = this;
    const lab = await run.lab;
    return complete(line, { paths: pathsOf(run.lesson), keys: await lab.keys() });
  }
}
