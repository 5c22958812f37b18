import { type Command, commandOf } from './commands.js';
import type { Key } from './keys.js';
import { type ChoiceKind, renderChoice, renderConfirm, renderPrompt } from './prompt.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

/** Waits for a key that asks for something, and says what Enter will do. Rejects with `Interrupted` on Ctrl-C. */
export function pause(action: string, terminal: Terminal): Promise<Command> {
  return prompt((screen) => renderPrompt(action, screen), commandOf, terminal);
}

/**
 * The index of the answer that the learner chooses by its letter, its number, or arrows and Enter, or what else is
 * asked for. Rejects with `Interrupted` on Ctrl-C.
 */
export function chooseAnswer(
  options: readonly string[],
  terminal: Terminal,
): Promise<number | Exclude<Command, 'go'>> {
  return choose('answer', options, terminal);
}

/**
 * The index of the scene that the learner chooses by its number, or arrows and Enter, or what else is asked for: Esc
 * is `leave`. Rejects with `Interrupted` on Ctrl-C.
 */
export function chooseScene(
  titles: readonly string[],
  terminal: Terminal,
): Promise<number | Exclude<Command, 'go'> | 'leave'> {
  return choose('scene', titles, terminal, (key) => (key.name === 'escape' ? 'leave' : null));
}

function choose<Other = never>(
  kind: ChoiceKind,
  options: readonly string[],
  terminal: Terminal,
  other: (key: Key) => Other | null = () => null,
): Promise<number | Exclude<Command, 'go'> | Other> {
  let at: number | null = null;
  return prompt<number | Exclude<Command, 'go'> | Other>(
    (screen) => renderChoice(kind, options, at, screen),
    (key) => {
      const index = key.ctrl ? null : indexOf(key.name, kind);
      if (index !== null && index < options.length) return index;
      const last = options.length - 1;
      if (key.name === 'down') at = at === null || at === last ? 0 : at + 1;
      if (key.name === 'up') at = at === null || at === 0 ? last : at - 1;
      const command = commandOf(key);
      return command === 'go' ? at : (command ?? other(key));
    },
    terminal,
  );
}

/** A question that is answered by yes (also Enter) or no (also Escape). Rejects with `Interrupted` on Ctrl-C. */
export function confirm(question: string, terminal: Terminal): Promise<boolean> {
  return prompt(
    (screen) => renderConfirm(question, screen),
    ({ name, ctrl }) => {
      if (ctrl) return null;
      if (name === 'y' || name === 'return') return true;
      return name === 'n' || name === 'escape' ? false : null;
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

/** The option that a key stands for: `1` for the first, of answers also `a`; null for other keys. */
function indexOf(name: string, kind: ChoiceKind): number | null {
  if (/^[1-9]$/.test(name)) return Number(name) - 1;
  return kind === 'answer' && /^[a-z]$/.test(name) ? name.charCodeAt(0) - 97 : null;
}
