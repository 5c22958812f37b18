import type { ReadStream, WriteStream } from 'node:tty';
import type { LessonEvent } from '../lesson/events.js';
import { renderLoading, renderProgress } from './countdown.js';
import { nextLines } from './page.js';
import { Terminal } from './terminal.js';

/**
 * Prints events as a page that grows, with reports of progress as a bar below it, and asks nothing. Both streams must be
 * terminals. Rejects with `Interrupted` on Ctrl-C. However it ends, the terminal is as it was before.
 */
export async function playLive(
  events: AsyncGenerator<LessonEvent>,
  { stdin, stdout }: { stdin: ReadStream; stdout: WriteStream },
): Promise<void> {
  const terminal = new Terminal(stdin, stdout);
  try {
    await terminal.orInterrupted(print(events, terminal));
  } finally {
    terminal.close();
  }
}

async function print(events: AsyncGenerator<LessonEvent>, terminal: Terminal): Promise<void> {
  let previous: LessonEvent | null = null;
  for await (const event of events) {
    if (event.type === 'preparing') terminal.live.show((screen) => renderProgress(event, screen));
    if (event.type === 'loading') terminal.live.show((screen) => renderLoading(event, screen));
    const lines = nextLines(event, previous, terminal.screen);
    if (lines === '') continue;
    terminal.print(lines);
    previous = event;
  }
}
