import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './bench.js';
import type { Check, CheckVerdict, Evidence, Failure } from './exercise.js';
import { beginTrial, emptyRedis, type Ground } from './trial.js';
import { NotJudged, ServerTrouble } from './trouble.js';

/** How long a check may take besides the times to live that it waits for, in ms: trials on a busy machine come again. */
const patienceMs = 45_000;
/** How long a check that is cut off has to undo what it did to the stores, in ms. */
const undoMs = 2000;
/** How many times to live a check may wait for. */
const lifetimes = 5;

/**
 * Runs one check, from an empty Redis. Never hangs: what a server does not answer, or a check cannot find out
 * in time, is a failure. Rejects with the signal's reason.
 */
export async function judge(
  check: Check,
  ground: Ground,
  random: Random,
  signal: AbortSignal,
): Promise<CheckVerdict> {
  signal.throwIfAborted();
  await emptyRedis(ground, Object.values(ground.lab.taps));
  const limitMs = patienceMs + lifetimes * ground.ttlMs;
  const ending = new AbortController();
  const overdue = AbortSignal.timeout(limitMs);
  const trialSignal = AbortSignal.any([signal, overdue, ending.signal]);
  // Each request that is under way listens to it.
  setMaxListeners(0, trialSignal);
  const trial = beginTrial(ground, random, trialSignal);
  let running: Promise<unknown> = Promise.resolve();
  let failure: Failure | undefined;
  let evidence: Evidence | null = null;
  try {
    failure = await ground.copies.lateDeath();
    if (!failure) {
      const run = check.run(trial.bench);
      running = run;
      failure = await Promise.race([run, rejection(trialSignal)]);
    }
    evidence = trial.evidence;
    failure ??= await ground.copies.lateDeath();
  } catch (error) {
    signal.throwIfAborted();
    failure = failureOf(error, overdue.aborted, limitMs, ground);
  } finally {
    ending.abort();
    trial.release();
    // It may have something to put back. What it still asks of the servers is rejected.
    await Promise.race([running.catch(() => {}), sleep(undoMs)]);
    await trial.end();
  }
  const { id, title } = check;
  const { warnings, waitedMs } = trial;
  if (!failure) {
    for (const { text } of warnings) ground.warned.add(text);
    return {
      type: 'check',
      id,
      title,
      outcome: 'passed',
      failure: null,
      warnings,
      skipped: null,
      waitedMs,
      evidence: null,
    };
  }
  return {
    type: 'check',
    id,
    title,
    outcome: 'failed',
    failure,
    warnings: [],
    skipped: null,
    waitedMs,
    evidence,
  };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function failureOf(error: unknown, overdue: boolean, limitMs: number, { copies }: Ground): Failure {
  if (error instanceof ServerTrouble) {
    if (error.restart) copies.unusable = true;
    return error.failure;
  }
  if (error instanceof NotJudged || overdue) {
    copies.unusable = true;
    return notJudged(error instanceof NotJudged ? error.message : `it took more than ${limitMs / 1000} s`);
  }
  throw error;
}

function notJudged(why: string): Failure {
  return {
    mistake: 'this could not be judged in time',
    expected: 'a verdict',
    got: why,
    why: 'What is seen too late on a busy machine says nothing about your server.',
    tryThis: 'Close what keeps this machine busy, and run the checks again.',
    reproduce: [],
  };
}
