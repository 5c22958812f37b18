import { look, type Run } from './current-run.js';
import type { LessonEvent } from './events.js';
import { type Block, isStep, type WaitStep } from './lesson.js';
import { takeStep } from './take-step.js';
import { timeLeft } from './take-wait.js';

type Progress = AsyncGenerator<Extract<LessonEvent, { type: 'preparing' }>, void, number | undefined>;

/**
 * Carries out the steps among these blocks again, unseen and unjudged, to bring the stores and the servers to the
 * state behind them. What a lesson waits for does not take its time: the entries in Redis are aged instead.
 */
export async function* replay(blocks: readonly Block[], run: Run): Progress {
  const steps = blocks.filter(isStep);
  for (const [index, step] of steps.entries()) {
    yield { type: 'preparing', what: 'the stores', done: index, total: steps.length };
    if (step.kind === 'wait') await skip(step, run);
    else {
      // What a load leaves in the stores it leaves after its first requests.
      const events = takeStep(step.kind === 'load' ? { ...step, seconds: 0.1 } : step, run);
      while (!(await events.next()).done);
    }
  }
}

/** Takes the time of a wait from what every entry has left, and deletes those whose end would have come. */
async function skip({ untilGone, maxMs }: WaitStep, run: Run): Promise<void> {
  const { lab } = run;
  const left = untilGone === null ? maxMs : await timeLeft(lab, untilGone);
  const passedMs = left < 0 ? maxMs : left;
  const { redis } = await lab.snapshot();
  for (const { key, ttlMs, change } of redis.keys) {
    if (ttlMs === null || change === 'removed') continue;
    const quoted = JSON.stringify(key);
    const remaining = Math.round(ttlMs - passedMs);
    await lab.redisCommand(remaining > 0 ? `PEXPIRE ${quoted} ${remaining}` : `DEL ${quoted}`);
  }
  run.skippedMs += passedMs;
  await look(run);
}
