import type { Key } from './keys.js';
import { insideMargin, onPage } from './page.js';
import { renderChoice, renderKeys, renderPrompt } from './prompt.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

/** Waits for Enter, and says what Enter will do. Rejects with `Interrupted` on Ctrl-C, as `chooseOption` does. */
export function pause(action: string, terminal: Terminal): Promise<'go' | 'quit'> {
  return prompt(
    (screen) => renderPrompt(action, screen),
    ({ name }) => (isEnter(name) || name === 'space' ? 'go' : null),
    terminal,
  );
}

/** The index of the option that the learner chooses by its letter, its number, or arrows and Enter. */
export function chooseOption(options: readonly string[], terminal: Terminal): Promise<number | 'quit'> {
  let at: number | null = null;
  return prompt(
    (screen) => renderChoice(options, at, screen),
    ({ name }) => {
      const index = indexOf(name);
      if (index !== null && index < options.length) return index;
      if (isEnter(name)) return at;
      const last = options.length - 1;
      if (name === 'down') at = at === null || at === last ? 0 : at + 1;
      if (name === 'up') at = at === null || at === 0 ? last : at - 1;
      return null;
    },
    terminal,
  );
}

/** Shows a line and reads keys until one of them means something; then the line goes. */
async function prompt<T>(
  render: (screen: Screen) => string,
  meaning: (key: Key) => T | null,
  terminal: Terminal,
): Promise<T | 'quit'> {
  const show = () => terminal.live.show(render);
  const result = await terminal.keysUntil<T | 'quit'>((key) => {
    if (key.ctrl) return key.name === 'd' ? 'quit' : null;
    if (key.name === 'q') return 'quit';
    if (key.name === '?') {
      const keys = renderKeys(insideMargin(terminal.screen));
      terminal.print(`${onPage(keys, terminal.screen)}\n\n`);
    }
    const meant = meaning(key);
    if (meant === null) show();
    return meant;
  }, show);
  terminal.live.clear();
  return result;
}

const isEnter = (name: string) => name === 'return' || name === 'enter';

/** The option that a key stands for: `a` and `1` for the first; null for other keys. */
function indexOf(name: string): number | null {
  if (/^[1-9]$/.test(name)) return Number(name) - 1;
  return /^[a-z]$/.test(name) ? name.charCodeAt(0) - 97 : null;
}
