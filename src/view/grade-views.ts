import type { Writable } from 'node:stream';
import type { AttemptEvent } from './grade-event.js';
import type { GradePage } from './grade-page.js';
import { Output } from './output.js';
import { insideMargin, onPage } from './page.js';
import type { Screen } from './screen.js';
import { wrap } from './text.js';

/** Shows attempts, in whatever form. */
export interface AttemptView {
  /**
   * Shows events as they come, to their end. Resolves with whether the attempt among them passed; with undefined
   * when there was no verdict, also since the reader has gone. Rejects with what the events reject with.
   */
  show(events: AsyncIterable<AttemptEvent>): Promise<boolean | undefined>;
  /** Called when an attempt is over and the next one is waited for. */
  idle(): void;
  /** Whether nobody reads any more. */
  readonly gone: boolean;
  /** Gives back what the view has taken. Safe to call twice. */
  close(): Promise<void>;
}

/** Lines without escapes, for pipes, files and screen readers. */
export function plainView(out: Writable, page: GradePage, { width, unicode }: Screen): AttemptView {
  const screen: Screen = { width, unicode, colour: false };
  let preparing: string | null = null;
  return writing(out, (event) => {
    if (event.type !== 'preparing') return page.next(event, screen);
    if (event.what === preparing) return '';
    preparing = event.what;
    return `${onPage(wrap(`preparing ${event.what}`, insideMargin(screen).width).join('\n'), screen)}\n`;
  });
}

/** One JSON object a line, for programs: `docs/json.md` lists them. Reports of progress are left out. */
export function jsonView(out: Writable): AttemptView {
  return writing(out, (event) => (event.type === 'preparing' ? '' : `${JSON.stringify(event)}\n`));
}

function writing(out: Writable, textOf: (event: AttemptEvent) => string): AttemptView {
  const output = new Output(out);
  return {
    async show(events) {
      let passed: boolean | undefined;
      for await (const event of events) {
        await output.write(textOf(event));
        if (output.closed) break;
        if (event.type === 'graded') passed = event.ok;
      }
      return passed;
    },
    idle() {},
    get gone() {
      return output.closed;
    },
    close: () => output.release(),
  };
}
