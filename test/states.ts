import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Home } from './home.js';
import { moments } from './moments.js';
import { answer, play, untilPrompt } from './play.js';
import type { Terminal } from './terminal.js';

/** What a learner may be looking at when something happens to the terminal. */
export interface State {
  /** The command in which it is soon reached. */
  readonly args: readonly string[];
  /** Takes what has just been started there. */
  reach(terminal: Terminal, home: Home): Promise<void>;
  /** What is on the live line then, at any width. */
  readonly shows: RegExp;
}

/** The server of exercise 1 is checked, and saves are waited for. */
const untilWatching = (terminal: Terminal) =>
  terminal.until(() => /^watching for saves/.test(terminal.lastLine));

export const states: Readonly<Record<string, State>> = {
  'a prompt': { args: ['lesson', '1'], reach: moments['at a prompt'], shows: /Enter {2}/ },
  'a question': { args: ['lesson', '2'], reach: untilPrompt, shows: /Your answer\?/ },
  'a spinner': { args: ['lesson', '1'], reach: moments['in mid-request'], shows: /^\S GET \S+.* s$/ },
  'a countdown': {
    args: ['lesson', '3'],
    shows: /\d s( left)?\b/,
    async reach(terminal) {
      // The second deletion begins the wait by itself, or leads to the prompt for it.
      for (let deletions = 0; deletions < 2; deletions++) {
        await play(terminal, 'DEL orders:count:latte');
        await answer(terminal, '\r');
      }
      const counts = () => terminal.lastLine.startsWith('waiting for');
      await terminal.until(() => counts() || terminal.lastLine.startsWith('Enter  '));
      if (!counts()) await play(terminal, 'wait for');
      if (!counts()) await answer(terminal, '\r');
      await terminal.until(counts);
    },
  },
  'a watch that waits': {
    args: ['exercise', '1', '--watch'],
    reach: untilWatching,
    shows: /^watching for saves/,
  },
  'an attempt': {
    args: ['exercise', '1', '--watch'],
    shows: /^\S starting your server .* s$/,
    async reach(terminal, home) {
      await untilWatching(terminal);
      // A server that never listens.
      const server = path.join(home.directory, 'cache-tutorial-exercises/01-no-cache/server.ts');
      writeFileSync(server, 'setInterval(() => {}, 1000);\n');
      await terminal.until(() => /starting your server/.test(terminal.lastLine));
    },
  },
};
