import type { Run } from './current-run.js';
import type { LessonEvent } from './events.js';
import type { Seen } from './expectation/sentence.js';
import type { Block, ExpectingStep, QuizStep } from './lesson.js';

type Events = AsyncGenerator<LessonEvent, void, number | undefined>;

/** How many expectations were looked at, and how many of them did not hold. */
export interface Tally {
  expectations: number;
  failed: number;
}

/** Shows a block that is read or answered. */
export async function* show(block: Exclude<Block, ExpectingStep>): Events {
  if (block.kind === 'prose') yield { type: 'prose', markdown: block.markdown };
  else if (block.kind === 'code') {
    yield { type: 'code', language: block.language, file: block.file, code: block.code };
  } else yield* ask(block);
}

async function* ask({ question, hint, options, explanation }: QuizStep): Events {
  const chosen = yield { type: 'question', question, hint, options: options.map((option) => option.text) };
  yield { type: 'quiz', question, options: [...options], explanation, chosen: chosen ?? null };
}

/** Looks at what a step was expected to show, and counts. */
export async function* judge(step: ExpectingStep, seen: Seen, run: Run, tally: Tally): Events {
  for (const { text: sentence, name, line, check } of step.expectations) {
    const verdict = check(seen, run.names);
    // What a name stands for is known only now; the learner has not read the block that gave it.
    const text = name === null ? sentence : `${sentence} (${verdict.expected})`;
    tally.expectations++;
    if (!verdict.ok) tally.failed++;
    yield { type: 'expectation', text, ...verdict, file: run.lesson.file, line };
  }
}
