import type { QuizEvent } from '../lesson/events.js';
import { optionLetter } from '../view/quiz.js';
import { type Html, html } from './html.js';
import { inlineProse, prose } from './prose.js';

/** The question, what the learner answered, what is right, and why. */
export function renderQuiz({ question, options, chosen, explanation }: QuizEvent): Html {
  const items = options.map(({ text, correct }, index) => {
    const notes = [index === chosen ? 'your answer' : '', correct ? 'right' : ''].filter(
      (note) => note !== '',
    );
    const tag =
      notes.length > 0 ? html` <span class="tag">${correct ? '✔ ' : '✘ '}${notes.join(', ')}</span>` : null;
    return html`<li${correct ? html` class="right"` : null}>${inlineProse(text)}${tag}</li>\n`;
  });
  return html`${prose(question)}<ol type="a">${items}</ol>
${verdict(options, chosen)}<div class="why">${prose(explanation)}</div>`;
}

function verdict(options: QuizEvent['options'], chosen: number | null): Html {
  const right = options.flatMap(({ correct }, index) => (correct ? [optionLetter(index)] : [])).join(', ');
  if (chosen === null) return html`<p>Answer: ${right}</p>`;
  if (options[chosen]?.correct) return html`<p class="verdict fresh">✔ ${optionLetter(chosen)} is right</p>`;
  return html`<p class="verdict stale">✘ ${optionLetter(chosen)} is not right: the answer is ${right}</p>`;
}
