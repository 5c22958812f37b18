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
  const interrupted = new AbortController();
  try {
    await terminal.orInterrupted(print(events, terminal, interrupted.signal));
  } finally {
    // What is still under way must not draw on a terminal that has been given back.
    interrupted.abort();
    terminal.close();
  }
}

async function print(
  events: AsyncGenerator<LessonEvent>,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<void> {
  let previous: LessonEvent | null = null;
  for await (const event of events) {
    if (interrupted.aborted) return;
    if (event.type === 'preparing') terminal.live.show((screen) => renderProgress(event, screen));
    if (event.type === 'loading') terminal.live.show((screen) => renderLoading(event, screen));
    const lines = nextLines(event, previous, terminal.screen);
    if (lines === '') continue;
    terminal.print(lines);
    previous = event;
  }
}
