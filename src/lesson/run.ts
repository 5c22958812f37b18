import { type Run, serversEvent, summaryOf } from './current-run.js';
import type { LessonEvent } from './events.js';
import type { Seen } from './expectation/sentence.js';
import type { Block, ExpectingStep, Lesson, QuizStep } from './lesson.js';
import { awaitLab, type LabOpening } from './opening.js';
import { takeStep } from './take-step.js';

type Events<Result> = AsyncGenerator<LessonEvent, Result, number | undefined>;

/** The events of a lesson; `next` takes the index of the option that answers a question. */
export type LessonEvents = Events<void>;

/**
 * Runs a lesson: yields what happens, in order, and knows no screen. Each step is announced before it is
 * carried out, which happens when the next event is asked for. Rejects with a TutorialError when the lab
 * fails; an expectation that does not hold is an event, and the lesson goes on.
 */
export async function* runLesson(lesson: Lesson, opening: LabOpening): LessonEvents {
  const { number, id, title, scenes } = lesson;
  yield { type: 'lesson', number, id, title, scenes: scenes.length };

  const tally = { expectations: 0, failed: 0 };
  let run: Run | null = null;
  for (const [index, scene] of scenes.entries()) {
    yield { type: 'scene', number: index + 1, of: scenes.length, title: scene.title, line: scene.line };
    for (const block of scene.blocks) {
      if (!needsLab(block)) yield* show(block);
      else {
        run ??= yield* begin(lesson, opening);
        const seen = yield* takeStep(block, run);
        yield* judge(block, seen, run, tally);
      }
    }
  }
  yield { type: 'end', ok: tally.failed === 0, ...tally };
}

async function* begin(lesson: Lesson, opening: LabOpening): Events<Run> {
  const lab = yield* awaitLab(opening);
  lab.watch(lesson.watches);
  await lab.snapshot();
  yield { type: 'lab', postgres: summaryOf(lab.postgres), redis: summaryOf(lab.redis) };
  yield serversEvent(lab);
  return { lesson, lab, names: new Map(), watches: lesson.watches, requests: [], moments: [] };
}

function needsLab(block: Block): block is ExpectingStep {
  return block.kind !== 'prose' && block.kind !== 'code' && block.kind !== 'quiz';
}

async function* show(block: Exclude<Block, ExpectingStep>): Events<void> {
  if (block.kind === 'prose') yield { type: 'prose', markdown: block.markdown };
  else if (block.kind === 'code') {
    yield { type: 'code', language: block.language, file: block.file, code: block.code };
  } else yield* ask(block);
}

async function* ask(quiz: QuizStep): Events<void> {
  const { question, options, explanation } = quiz;
  const chosen = yield { type: 'question', question, options: options.map((option) => option.text) };
  yield { type: 'quiz', question, options: [...options], explanation, chosen: chosen ?? null };
}

async function* judge(
  step: ExpectingStep,
  seen: Seen,
  run: Run,
  tally: { expectations: number; failed: number },
): Events<void> {
  for (const { text: sentence, name, line, check } of step.expectations) {
    const verdict = check(seen, run.names);
    // What a name stands for is known only now; the learner has not read the block that gave it.
    const text = name === null ? sentence : `${sentence} (${verdict.expected})`;
    tally.expectations++;
    if (!verdict.ok) tally.failed++;
    yield { type: 'expectation', text, ...verdict, file: run.lesson.file, line };
  }
}
