import type { Home } from './home.js';
import { moments } from './moments.js';
import { answer, play, untilPrompt } from './play.js';
import type { Terminal } from './terminal.js';

/** What a learner may be looking at when something happens to the terminal. */
export interface State {
  /** The lesson in which it is soon reached. */
  readonly lesson: string;
  /** Takes a lesson that has just been started there. */
  reach(terminal: Terminal, home: Home): Promise<void>;
  /** What is on the live line then, at any width. */
  readonly shows: RegExp;
}

export const states: Readonly<Record<string, State>> = {
  'a prompt': { lesson: '1', reach: moments['at a prompt'], shows: /Enter {2}/ },
  'a question': { lesson: '2', reach: untilPrompt, shows: /Your answer\?/ },
  'a spinner': { lesson: '1', reach: moments['in mid-request'], shows: /^\S GET \S+.* s$/ },
  'a countdown': {
    lesson: '3',
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
};
