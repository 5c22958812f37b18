import type { QuizEvent } from '../lesson/events.js';
import { glyphsOf } from './glyphs.js';
import { renderMarkdown } from './markdown.js';
import { paintOf } from './paint.js';
import { inset, type Screen } from './screen.js';
import { hang } from './text.js';

/** `a` for the first option. */
export const optionLetter = (index: number): string => String.fromCharCode(97 + index);

/** The question and its options, lettered. */
export function renderQuestion(question: string, options: readonly string[], screen: Screen): string {
  const lines = options.map((option, index) => labelled(`${optionLetter(index)}) `, option, screen));
  const title = renderMarkdown(question, screen)
    .split('\n')
    .map((line) => paintOf(screen).strong(line));
  return [...title, '', ...lines].join('\n');
}

/** What was chosen, when a view asked; which answer is right; and why. */
export function renderAnswer({ options, chosen, explanation }: QuizEvent, screen: Screen): string {
  const { good, bad } = paintOf(screen);
  const { tick, cross } = glyphsOf(screen);
  const right = options.flatMap(({ correct }, index) => (correct ? [optionLetter(index)] : [])).join(', ');
  const verdict = () => {
    if (chosen === null) return hang(`Answer: ${right}`, screen.width, '');
    const letter = optionLetter(chosen);
    if (options[chosen]?.correct)
      return hang(`${letter} is right`, screen.width, `${tick} `).map((line) => good(line));
    const text = `${letter} is not right: the answer is ${right}`;
    return hang(text, screen.width, `${cross} `).map((line) => bad(line));
  };
  return [...verdict(), renderMarkdown(explanation, screen)].join('\n');
}

function labelled(label: string, option: string, screen: Screen): string {
  const [first = '', ...others] = renderMarkdown(option, inset(screen, label.length)).split('\n');
  return [label + first, ...others.map((line) => ' '.repeat(label.length) + line)].join('\n');
}
