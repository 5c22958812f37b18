import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { type Home, processOf } from './home.js';
import { answer, play, untilPrompt } from './play.js';
import type { Terminal } from './terminal.js';

/** Where a lesson can be when it is ended from outside. Each takes a lesson that has just been started there. */
export const moments = {
  /** It waits for Enter, with stores and server running. */
  async 'at a prompt'(terminal: Terminal): Promise<void> {
    await play(terminal, 'SELECT count(*)');
  },

  /** Its server has been asked, and does not answer: it is stopped. */
  async 'in mid-request'(terminal: Terminal, home: Home): Promise<void> {
    await play(terminal, 'SELECT count(*)');
    await answer(terminal, '\r');
    await play(terminal, '×5');
    process.kill(processOf(home, 'server/no-cache.js'), 'SIGSTOP');
    await answer(terminal, '\r');
    // The spinner says that the step is going on.
    await terminal.until(() => /^[^ ] GET \/orders.* s$/.test(terminal.lastLine));
  },

  /** The shop's data are being made; its home must be fresh. */
  async 'in mid-seed'(terminal: Terminal, home: Home): Promise<void> {
    const data = path.join(home.cacheDir, 'postgres');
    await vi.waitUntil(
      () => existsSync(data) && readdirSync(data).some((name) => name.startsWith('making-')),
      { timeout: 20_000, interval: 5 },
    );
    await untilPrompt(terminal);
  },
} as const;
