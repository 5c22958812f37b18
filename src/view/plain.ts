import type { Writable } from 'node:stream';
import type { LessonEvent } from '../lesson/events.js';
import { Output } from './output.js';
import { insideMargin, nextLines, onPage } from './page.js';
import type { Screen } from './screen.js';
import { wrap } from './text.js';

/**
 * Prints a lesson as one page, without escapes and without asking: for pipes, files and screen readers. A
 * question is followed by its answer. Returns whether every expectation held; stops quietly, and returns
 * that of what was run, when the reader goes away.
 */
export function playPlain(
  events: AsyncIterable<LessonEvent>,
  out: Writable,
  { width, unicode = true }: { width: number; unicode?: boolean },
): Promise<boolean> {
  return playPage(events, out, { width, unicode, colour: false });
}

/** The same, with colour where the screen has it. */
export async function playPage(
  events: AsyncIterable<LessonEvent>,
  out: Writable,
  screen: Screen,
): Promise<boolean> {
  const output = new Output(out);
  let previous: LessonEvent | null = null;
  let preparing: string | null = null;
  let held = true;
  try {
    for await (const event of events) {
      if (event.type === 'expectation' && !event.ok) held = false;
      if (event.type === 'preparing') {
        if (preparing === event.what) continue;
        preparing = event.what;
        await output.write(`\n${note(`preparing ${event.what}`, screen)}`);
      } else if (preparing !== null) {
        await output.write(note(`${preparing}: done`, screen));
        preparing = null;
      }
      const text = nextLines(event, previous, screen);
      await output.write(text);
      if (text !== '') previous = event;
      if (output.closed) break;
    }
  } finally {
    await output.release();
  }
  return held;
}

const note = (text: string, screen: Screen) =>
  `${onPage(wrap(text, insideMargin(screen).width).join('\n'), screen)}\n`;
