import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from '@inquirer/core';
import { insideMargin, onPage } from '../page.js';
import { inset, screenOf } from '../screen.js';
import { renderTyping } from './render.js';
import { useSuspend } from './suspend.js';

interface TypeConfig {
  readonly question: string;
  /** What stands there already, to be changed. */
  readonly initial: string;
  /** What is shown for what is typed, character for character. */
  readonly shown: (text: string) => string;
  /** Why a text cannot be taken, or null when it can. */
  readonly complaint: (text: string) => string | null;
}

/**
 * Reads a line. Resolves with it, without white space around it, or with null when the learner went back by Esc.
 * Rejects with Inquirer's ExitPromptError on Ctrl-C.
 */
export const typeLine = createPrompt<string | null, TypeConfig>((config, done) => {
  const { question, initial, shown, complaint } = config;
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState('');
  useEffect((line) => line.write(initial), []);
  useKeypress((key, line) => {
    if (key.name === 'escape') return done(null);
    if (!isEnterKey(key)) {
      setTyped(line.line);
      return setProblem('');
    }
    const wrong = complaint(typed.trim());
    if (wrong === null) return done(typed.trim());
    // Readline takes Enter for the end of the line.
    line.write(typed);
    setProblem(wrong);
  });
  const screen = inset(screenOf(process.stdout), 1);
  const { head, pointer, foot } = renderTyping(question, problem, insideMargin(screen));
  const content = `\n${onPage(`${head}\n${pointer}`, screen)}${shown(typed)}`;
  useSuspend(content.split('\n').length);
  return [content, onPage(foot, screen)];
});
