import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import { insideMargin, onPage } from '../page.js';
import { inset, screenOf } from '../screen.js';
import { type Choice, renderChoices } from './render.js';
import { useSuspend } from './suspend.js';

interface ChooseConfig {
  readonly question: string;
  readonly choices: readonly Choice[];
}

/**
 * Lets the learner choose one of a few. Resolves with its index, or null when they went back by Esc. Rejects with
 * Inquirer's ExitPromptError on Ctrl-C.
 */
export const chooseOne = createPrompt<number | null, ChooseConfig>(({ question, choices }, done) => {
  const [active, setActive] = useState(0);
  useKeypress((key, line) => {
    line.clearLine(0);
    if (isEnterKey(key)) done(active);
    else if (key.name === 'escape') done(null);
    else if (isUpKey(key)) setActive((active + choices.length - 1) % choices.length);
    else if (isDownKey(key)) setActive((active + 1) % choices.length);
  });
  // A line that fills the last column would be wrapped.
  const screen = inset(screenOf(process.stdout), 1);
  const text = `\n${onPage(renderChoices(question, choices, active, insideMargin(screen)), screen)}`;
  useSuspend(text.split('\n').length);
  return `${text}\x1b[?25l`;
});
