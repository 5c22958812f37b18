import { glyphsOf } from '../glyphs.js';
import { Interrupted } from '../interrupted.js';
import { onPage } from '../page.js';
import { paintOf } from '../paint.js';
import { spinDuring } from '../spin.js';
import type { Terminal } from '../terminal.js';
import { wrap } from '../text.js';
import { chooseOne } from './choose-prompt.js';
import { masked, withPasswordMasked } from './mask.js';
import type { Choice } from './render.js';
import { typeLine } from './type-prompt.js';

interface TypeOptions {
  readonly initial?: string;
  /** Why a text cannot be taken, or null when it can. */
  readonly complaint?: (text: string) => string | null;
}

/** Asks the learner in a terminal, one question after the other. What was asked leaves the page when it is answered. */
export class Questions {
  private begun = false;

  constructor(private readonly terminal: Terminal) {}

  /** Prints a paragraph. */
  say(text: string): void {
    const { screen } = this.terminal;
    this.paragraph(wrap(text, screen.width - margin).join('\n'));
  }

  /** Prints lines to be pasted, which are never broken. */
  show(lines: readonly string[]): void {
    const { code } = paintOf(this.terminal.screen);
    this.paragraph(lines.map((line) => `  ${code(line)}`).join('\n'));
  }

  /** Prints that something holds, or does not. */
  mark(held: boolean, text: string): void {
    const { screen } = this.terminal;
    const glyphs = glyphsOf(screen);
    const { good, bad } = paintOf(screen);
    const [first = '', ...rest] = wrap(text, screen.width - margin - 3);
    const sign = held ? good(glyphs.tick) : bad(glyphs.cross);
    this.print([`${sign} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n'));
  }

  /** The value of what is chosen, or null for Esc. Rejects with `Interrupted` on Ctrl-C, as all that asks here does. */
  async choose<T>(question: string, choices: readonly (Choice & { readonly value: T })[]): Promise<T | null> {
    const index = await this.ask((context) => chooseOne({ question, choices }, context));
    return index === null ? null : (choices[index]?.value ?? null);
  }

  /** A URL that is typed, its password covered; null for Esc. */
  url(question: string, { initial = '', complaint = () => null }: TypeOptions = {}): Promise<string | null> {
    return this.ask((context) =>
      typeLine({ question, initial, complaint, shown: withPasswordMasked }, context),
    );
  }

  /** A text that is typed; null for Esc. */
  text(question: string, { initial = '', complaint = () => null }: TypeOptions = {}): Promise<string | null> {
    return this.ask((context) => typeLine({ question, initial, complaint, shown: (text) => text }, context));
  }

  /** A password that is typed, covered; null for Esc. */
  password(question: string): Promise<string | null> {
    return this.ask((context) =>
      typeLine({ question, initial: '', complaint: () => null, shown: masked }, context),
    );
  }

  /** What the work resolves with; meanwhile the terminal shows that it goes on. */
  during<T>(what: string, work: Promise<T>): Promise<T> {
    return spinDuring(this.terminal.live, what, this.terminal.orInterrupted(work));
  }

  private paragraph(text: string): void {
    this.print(this.begun ? `\n${text}` : text);
  }

  private print(text: string): void {
    this.begun = true;
    this.terminal.print(`${onPage(text, this.terminal.screen)}\n`);
  }

  private ask<T>(prompt: (context: typeof leavingNothing) => Promise<T>): Promise<T> {
    return this.terminal.lend(async () => {
      try {
        return await this.terminal.orInterrupted(prompt(leavingNothing));
      } catch (error) {
        if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted();
        throw error;
      }
    });
  }
}

const margin = 2;

const leavingNothing = { clearPromptOnDone: true };
