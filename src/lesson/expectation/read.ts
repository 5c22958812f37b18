import type { Source } from '../lesson-error.js';
import { chartSentences } from './chart-sentences.js';
import { httpSentences } from './http-sentences.js';
import { loadSentences } from './load-sentences.js';
import { resultSentences } from './result-sentences.js';
import type { Expectation, SeenKind, Sentence } from './sentence.js';
import { storeSentences } from './store-sentences.js';

/** Every form of sentence that a lesson may expect something with. */
export const sentences: readonly Sentence[] = [
  ...httpSentences,
  ...resultSentences,
  ...loadSentences,
  ...chartSentences,
  ...storeSentences,
];

/** Reads one sentence below a step of a kind. Fails where no form fits, and lists those that may stand there. */
export function readExpectation(text: string, kind: SeenKind, line: number, source: Source): Expectation {
  const plain = text.replaceAll('`', '').replace(/\.$/, '').trim();
  for (const sentence of sentences) {
    if (!sentence.kinds.includes(kind)) continue;
    const words = sentence.pattern.exec(plain)?.slice(1);
    const check = words && sentence.make(words);
    if (check) return { text: plain, line, name: check.value?.name ?? null, check: check.check };
  }
  const examples = sentences.filter((sentence) => sentence.kinds.includes(kind));
  const list = examples.map((sentence) => `“${sentence.example}”`).join(', ');
  source.fail(line, `“${plain}” is not an expectation that can follow a ${kind} block; these can: ${list}`);
}
