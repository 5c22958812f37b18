import * as v from 'valibot';
import type { Fence } from './fence.js';
import type { QuizStep } from './lesson.js';
import type { Source } from './lesson-error.js';
import { readYaml } from './yaml-block.js';

const quizSchema = v.strictObject({
  ask: v.pipe(v.string(), v.nonEmpty()),
  hint: v.pipe(v.string(), v.nonEmpty()),
  options: v.record(v.string(), v.string()),
});

/**
 * Reads a quiz: the question, a hint and its lettered options in a `yaml quiz` block, the right letter in bold and
 * the reason in the folded answer below it.
 */
export function readQuiz(fence: Fence, answer: string | null, source: Source): QuizStep {
  const { ask, hint, options } = readYaml(fence.text, quizSchema, 'a quiz', fence.line + 1, source);
  const letters = Object.keys(options);
  const expected = 'abcdefgh'.slice(0, letters.length).split('');
  if (letters.length < 2 || letters.join() !== expected.join()) {
    source.fail(fence.line, 'the options of a quiz are lettered `a`, `b`, … and there are at least two');
  }
  const form =
    'below a quiz stands <details> with <summary>Answer</summary> and a text that starts with the letter, like **b.**';
  if (answer === null) source.fail(fence.line, form);
  const match = /^\*\*([a-h])\.\*\*\s+([\s\S]+)$/.exec(answer);
  if (!match) source.fail(fence.line, form);
  const [, right = '', explanation = ''] = match;
  if (!letters.includes(right)) source.fail(fence.line, `the answer is \`${right}\`, which is not an option`);
  return {
    kind: 'quiz',
    line: fence.line,
    question: ask,
    hint,
    options: letters.map((letter) => ({ text: options[letter] ?? '', correct: letter === right })),
    explanation,
  };
}
