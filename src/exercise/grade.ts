import type { Lab, Program } from '../lab/lab.js';
import type { Random } from './bench.js';
import { openBenchPostgres } from './bench-postgres.js';
import { openBenchRedis } from './bench-redis.js';
import { Copies } from './copies.js';
import type { Check, CheckVerdict, Exercise, GradeEvent } from './exercise.js';
import { judge } from './judge.js';
import { randomFrom } from './random.js';
import type { Ground } from './trial.js';
import { ServerTrouble } from './trouble.js';

export interface GradeOptions {
  /** Decides all that is random. */
  readonly seed: string;
  /** Aborting it makes the next step reject with its reason. The servers run on until the next attempt. */
  readonly signal: AbortSignal;
  /** May have been used for attempts before: what is in its stores is replaced, and its servers are stopped. */
  readonly lab: Lab;
}

/**
 * Tries a learner's server: two copies of it, checks in their order, each from an empty Redis and with drinks
 * of its own. The servers are left running, so that what a failure says can be pasted and tried; closing the
 * lab, or the next attempt, stops them.
 * Rejects with a TutorialError when a store cannot be used.
 */
export async function* grade(
  exercise: Exercise,
  program: Program,
  { seed, signal, lab }: GradeOptions,
): AsyncGenerator<GradeEvent, void> {
  const start = performance.now();
  yield { type: 'attempt', exercise: exercise.id, seed, server: program.name };
  await lab.stopServers();
  const postgres = await lab.explained(() => openBenchPostgres(lab.postgres));
  const redis = await lab
    .explained(() => openBenchRedis(lab.redis))
    .catch(async (error) => {
      await postgres.close();
      throw error;
    });
  try {
    await lab.explained(() => postgres.reset(randomFrom(seed, 'background')));
    await lab.explained(() => redis.flush());
    const copies = new Copies(lab, program, { CACHE_TTL_SECONDS: String(exercise.ttlSeconds) });
    const failure = (await copies.start(signal)) ?? null;
    if (failure) await lab.check();
    yield { type: 'start', ok: failure === null, failure };
    const ground = {
      lab,
      copies,
      postgres,
      redis,
      ttlMs: exercise.ttlSeconds * 1000,
      drinks: new Set<string>(),
      warned: new Set<string>(),
    };

    const verdicts: CheckVerdict[] = [];
    let obstacle = failure ? 'your server does not start' : undefined;
    for (const [index, check] of exercise.checks.entries()) {
      const { id, title } = check;
      yield { type: 'checking', id, title, number: index + 1, of: exercise.checks.length };
      const skipped = obstacle ?? missing(check, verdicts);
      const verdict =
        skipped === undefined
          ? await judged(check, ground, randomFrom(seed, id), signal)
          : skip(check, skipped);
      verdicts.push(verdict);
      yield verdict;
      const isLast = index === exercise.checks.length - 1;
      if (!isLast && obstacle === undefined) obstacle = await startAgain(ground, signal);
    }
    const count = (outcome: CheckVerdict['outcome']) =>
      verdicts.filter((verdict) => verdict.outcome === outcome).length;
    yield {
      type: 'graded',
      ok: count('passed') === exercise.checks.length,
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped'),
      durationMs: performance.now() - start,
    };
  } finally {
    redis.close();
    await postgres.close();
  }
}

/** A store that fails is not the learner's mistake: it ends the attempt. */
function judged(check: Check, ground: Ground, random: Random, signal: AbortSignal): Promise<CheckVerdict> {
  const { lab } = ground;
  return lab.explained(async () => {
    const verdict = await judge(check, ground, random, signal);
    if (verdict.outcome === 'failed') await lab.check();
    return verdict;
  });
}

/** Starts the copies again when one has ended or hangs. Says why the next checks cannot be judged if it fails. */
async function startAgain({ copies }: Ground, signal: AbortSignal): Promise<string | undefined> {
  if (!copies.unusable) return undefined;
  try {
    await copies.restart(signal);
    return undefined;
  } catch (error) {
    if (error instanceof ServerTrouble) return 'your server does not start again';
    throw error;
  }
}

function missing({ after = [] }: Check, verdicts: readonly CheckVerdict[]): string | undefined {
  const lacking = verdicts.find(({ id, outcome }) => after.includes(id) && outcome !== 'passed');
  return lacking && `it cannot be judged until this holds: ${lacking.title}`;
}

function skip({ id, title }: Check, skipped: string): CheckVerdict {
  return {
    type: 'check',
    id,
    title,
    outcome: 'skipped',
    failure: null,
    warnings: [],
    skipped,
    waitedMs: 0,
    evidence: null,
  };
}
