import type { Terminal } from './terminal.js';

/** What a lesson waits for: Enter, or an answer. */
export type Prompt = 'enter' | 'question';

/** What the lesson waits for; null while it goes on. */
export function promptOf({ cursorVisible, lastLine }: Terminal): Prompt | null {
  if (cursorVisible) return null;
  if (lastLine.startsWith('Enter  ')) return 'enter';
  return /^(❯|>) /.test(lastLine) ? 'question' : null;
}

/** Waits for the next prompt. Rejects with the screen when none comes. */
export async function untilPrompt(terminal: Terminal): Promise<void> {
  await terminal.until(() => promptOf(terminal) !== null);
}

/** Presses a key that a prompt understands, and waits until the prompt has gone. */
export async function answer(terminal: Terminal, key: string): Promise<void> {
  const seen = terminal.raw.length;
  const gone = () => terminal.hasEnded || terminal.raw.includes('\x1b[?25h', seen);
  // A prompt listens a moment after it is drawn. A learner does not notice; a busy machine can make it longer.
  do terminal.type(key);
  while (!(await terminal.becomes(gone, 2_000)));
}

/**
 * Goes on from prompt to prompt, answering every question with `a`, to the prompt of a step that says what is
 * wanted, or to the end. Resolves with the number of questions.
 */
export async function play(terminal: Terminal, wanted?: string): Promise<number> {
  for (let questions = 0; ; ) {
    await terminal.until(() => terminal.hasEnded || promptOf(terminal) !== null);
    const prompt = promptOf(terminal);
    if (terminal.hasEnded || prompt === null) return questions;
    if (wanted !== undefined && terminal.lastLine.includes(wanted)) return questions;
    if (prompt === 'question') questions++;
    await answer(terminal, prompt === 'question' ? 'a' : '\r');
  }
}
