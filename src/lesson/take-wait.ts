import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from '../lab/compare.js';
import type { Lab } from '../lab/lab.js';
import { splitCommand } from '../lab/stores/redis/command-line.js';
import { look, type Run, type StepEvents } from './current-run.js';
import type { WaitingEvent } from './events.js';
import type { WaitStep } from './lesson.js';

/** What a wait uses of a run. */
type WaitingRun = Pick<Run, 'watches' | 'moments' | 'skippedMs'> & { readonly lab: WaitingLab };
type WaitingLab = Pick<Lab, 'redisCommand' | 'sql' | 'snapshot'>;

const lookEveryMs = 100;

/** Waits for a time, or until a key is gone, and reports how it goes on. */
export function takeWait(step: WaitStep, run: WaitingRun): StepEvents {
  return step.untilGone === null ? waitForTime(step, run) : waitForEnd(step, step.untilGone, run);
}

async function* waitForTime({ maxMs, joined }: WaitStep, run: WaitingRun): StepEvents {
  const what = 'time to pass';
  yield { type: 'step', kind: 'wait', text: `wait for ${what}`, joined };
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < maxMs) {
    yield { type: 'waiting', what, leftMs: maxMs - elapsed, totalMs: maxMs, answer: null };
    await sleep(Math.min(lookEveryMs, maxMs - elapsed));
    elapsed = performance.now() - start;
  }
  return yield* waited(what, elapsed, run);
}

async function* waitForEnd({ maxMs, joined }: WaitStep, key: string, run: WaitingRun): StepEvents {
  const what = `${key} to be gone`;
  yield { type: 'step', kind: 'wait', text: `wait for ${what}`, joined };
  const answerNow = await answers(key, run);
  const start = performance.now();
  let elapsed = 0;
  let totalMs: number | null = null;
  for (;;) {
    const ttlMs = await timeLeft(run.lab, key);
    if (ttlMs === -2 || elapsed >= maxMs) break;
    // A key without an end is waited for as long as the lesson says.
    const leftMs = ttlMs === -1 ? maxMs - elapsed : ttlMs;
    totalMs ??= leftMs;
    yield { type: 'waiting', what, leftMs, totalMs, answer: await answerNow() };
    await sleep(Math.min(lookEveryMs, maxMs - elapsed));
    elapsed = performance.now() - start;
  }
  return yield* waited(what, elapsed, run);
}

async function* waited(what: string, durationMs: number, run: WaitingRun): StepEvents {
  const snapshot = await look(run);
  yield { type: 'wait', what, durationMs, ...snapshot };
  return { kind: 'wait', snapshot };
}

/**
 * What a request for the value under a key would be answered with: what is cached, else the truth. Nobody but the
 * lesson writes meanwhile, so that the truth, which is slow to count, is looked at once.
 */
async function answers(
  key: string,
  { lab, watches }: WaitingRun,
): Promise<() => Promise<WaitingEvent['answer']>> {
  const watch = watches.find((one) => one.key === key);
  if (!watch) return async () => null;
  const { rows } = await lab.sql(watch.truth);
  const truth = rows[0]?.[0] ?? null;
  return async () => {
    const text = textIn((await lab.redisCommand(`GET ${JSON.stringify(key)}`)).reply);
    if (text === null) return { value: truth, agreement: 'empty' };
    return { value: text, agreement: compare(watch.label, key, truth, { kind: 'string', text }).agreement };
  };
}

/** The text in redis-cli's reply to GET, which it quotes as one would in a command; null when there is none. */
function textIn(reply: string): string | null {
  return reply.startsWith('"') ? (splitCommand(reply)?.[0]?.toString() ?? null) : null;
}

/** What PTTL answers: ms left, -1 when the key never expires, -2 when there is none. */
export async function timeLeft(lab: WaitingLab, key: string): Promise<number> {
  const { reply } = await lab.redisCommand(`PTTL ${JSON.stringify(key)}`);
  return Number(reply.replace('(integer) ', ''));
}
