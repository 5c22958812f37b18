import { type Command, commandOf } from './commands.js';
import type { Key } from './keys.js';
import { renderChoice, renderPrompt } from './prompt.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

/** Waits for a key that asks for something, and says what Enter will do. Rejects with `Interrupted` on Ctrl-C. */
export function pause(action: string, terminal: Terminal): Promise<Command> {
  return prompt((screen) => renderPrompt(action, screen), commandOf, terminal);
}

/**
 * The index of the option that the learner chooses by its letter, its number, or arrows and Enter, or what else is
 * asked for. Rejects with `Interrupted` on Ctrl-C.
 */
export function chooseOption(
  options: readonly string[],
  question: string,
  terminal: Terminal,
): Promise<number | Exclude<Command, 'go'>> {
  let at: number | null = null;
  return prompt(
    (screen) => renderChoice(options, at, question, screen),
    (key) => {
      const index = key.ctrl ? null : indexOf(key.name);
      if (index !== null && index < options.length) return index;
      const last = options.length - 1;
      if (key.name === 'down') at = at === null || at === last ? 0 : at + 1;
      if (key.name === 'up') at = at === null || at === 0 ? last : at - 1;
      const command = commandOf(key);
      return command === 'go' ? at : command;
    },
    terminal,
  );
}

/** Shows a line and reads keys until one of them means something; then the line goes. */
async function prompt<T>(
  render: (screen: Screen) => string,
  meaning: (key: Key) => T | null,
  terminal: Terminal,
): Promise<T> {
  const show = () => terminal.live.show(render);
  const result = await terminal.keysUntil<T>((key) => {
    const meant = meaning(key);
    if (meant === null) show();
    return meant;
  }, show);
  terminal.live.clear();
  return result;
}

/** The option that a key stands for: `a` and `1` for the first; null for other keys. */
function indexOf(name: string): number | null {
  if (/^[1-9]$/.test(name)) return Number(name) - 1;
  return /^[a-z]$/.test(name) ? name.charCodeAt(0) - 97 : null;
}
