import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  useEffect,
  useKeypress,
  useState,
} from '@inquirer/core';
import type { AlternateScreen } from './alternate-screen.js';
import { type HomeItem, renderHomeHead, renderHomeList, search } from './home.js';
import { inset, screenOf } from './screen.js';

interface HomeConfig {
  readonly items: readonly HomeItem[];
  /** The index of the item to begin at. */
  readonly start: number;
  readonly screen: AlternateScreen;
}

/**
 * The list of everything on a screen of its own. Resolves with what was chosen, or null when the learner left with `q`
 * or Esc. Rejects with Inquirer's ExitPromptError on Ctrl-C.
 */
export const chooseAtHome = createPrompt<HomeItem | null, HomeConfig>(({ items, start, screen }, done) => {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(start);
  const [, setDrawn] = useState(0);
  const found = search(items, query);

  useEffect((rl) => {
    screen.onRedraw = () => setDrawn((times) => times + 1);
    const suspend = () => screen.suspend();
    rl.on('SIGTSTP', suspend);
    return () => rl.removeListener('SIGTSTP', suspend);
  }, []);

  const look = (text: string) => {
    setQuery(text);
    const again = search(items, text).indexOf(items[start] as HomeItem);
    setActive(Math.max(0, again));
  };
  useKeypress((key, rl) => {
    if (isEnterKey(key)) {
      const chosen = found[active];
      if (chosen !== undefined) done(chosen);
      else rl.write(query);
    } else if (isUpKey(key) || isDownKey(key)) {
      const step = isUpKey(key) ? -1 : 1;
      if (found.length > 0) setActive((active + step + found.length) % found.length);
      // Readline would bring back what was typed before.
      rl.clearLine(0);
      rl.write(query);
    } else if (key.name === 'escape') {
      if (query === '') return done(null);
      rl.clearLine(0);
      look('');
    } else if (query === '' && rl.line.toLowerCase() === 'q') done(null);
    else if (rl.line !== query) look(rl.line);
  });

  // A line that fills the last column would be wrapped.
  const shown = inset(screenOf(process.stdout), 1);
  const state = { all: items, found, active };
  const head = `${renderHomeHead(state, shown)}\n\nSearch: ${query}`;
  const rows = (process.stdout.rows || 24) - head.split('\n').length - 2;
  return [head, `\n${renderHomeList(state, shown, rows)}`];
});
