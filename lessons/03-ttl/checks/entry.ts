import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { notAnswered } from '../../../src/exercise/checks/answers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { countStatements } from '../../../src/exercise/statements.js';
import { pathOf } from './ranking.js';

/** Carries a failure out of the middle of a check. */
export class NotHeld extends Error {
  constructor(readonly failure: Failure) {
    super(failure.got);
  }
}

/** A check that may throw NotHeld. */
export function check({ run, ...named }: Omit<Check, 'run'> & { run(bench: Bench): Promise<void> }): Check {
  return {
    ...named,
    async run(bench) {
      try {
        await run(bench);
        return undefined;
      } catch (error) {
        if (error instanceof NotHeld) return error.failure;
        throw error;
      }
    },
  };
}

/** Asks a copy. Throws NotHeld unless the answer is JSON with a status of 200. */
export async function ask(bench: Bench, limit: number, to: CopyName = 'A'): Promise<Reply> {
  const reply = await bench.get(pathOf(limit), to);
  const failure = notAnswered(reply, 'Before the end of an answer can be seen, there has to be one.');
  if (failure) throw new NotHeld(failure);
  return reply;
}

/** An answer that a server has worked out and kept. */
export interface Entry {
  readonly limit: number;
  readonly reply: Reply;
  /** The entry is not older than this, and was there at that time, on the clock of `performance.now()`. */
  readonly sentMs: number;
  readonly keptMs: number;
}

/**
 * Empties Redis and asks copy A, which then has to ask PostgreSQL: at once, or, where a server keeps something
 * for a short time in itself too, a little later. Throws NotHeld when it never does.
 */
export async function makeEntry(bench: Bench, limit: number): Promise<Entry> {
  let reply: Reply | undefined;
  const entry = await bench.until(async () => {
    await bench.flush();
    const sentMs = performance.now();
    reply = await ask(bench, limit);
    return reply.selects > 0 ? { limit, reply, sentMs, keptMs: performance.now() } : undefined;
  }, 2 * bench.ttlMs);
  if (entry) return entry;
  throw new NotHeld({
    ...inMemory,
    expected: 'a SELECT, once Redis has been emptied',
    got: `for ${(2 * bench.ttlMs) / 1000} s, every answer to \`GET ${pathOf(limit)}\` came without one`,
    why: inMemory.why,
    reproduce: reply ? [reply.curl] : [],
  });
}

/** When an entry must surely have come to its end: half a time to live late is still let pass. */
export function endOf(bench: Bench, keptMs: number): number {
  return keptMs + 1.5 * bench.ttlMs;
}

/** Waits until a time on the clock of `performance.now()` has come. */
export async function waitUntil(bench: Bench, timeMs: number): Promise<void> {
  await bench.until(async () => undefined, timeMs - performance.now());
}

/** Whether an answer is from before a drink became the favourite. */
export function isOld({ text }: Reply, favourite: string): boolean {
  return !text.includes(favourite);
}

/** An answer, and whether it is old; `renewing` when it is, but the server works it out anew after it has answered. */
export interface Look {
  readonly reply: Reply;
  readonly state: 'right' | 'renewing' | 'old';
}

/** Asks a copy, and when its answer is old, waits a little for a SELECT that nobody else has asked for. */
export async function look(
  bench: Bench,
  limit: number,
  favourite: string,
  to: CopyName = 'A',
): Promise<Look> {
  let renewing = false;
  // It accepts nothing, so it keeps nothing back.
  const watch = bench.holdPostgres(({ source, statement }) => {
    renewing ||= source === to && countStatements(statement).reads > 0;
    return false;
  });
  try {
    const reply = await ask(bench, limit, to);
    if (!isOld(reply, favourite)) return { reply, state: 'right' };
    await bench.until(async () => renewing || undefined, bench.ttlMs / 2);
    return { reply, state: renewing ? 'renewing' : 'old' };
  } finally {
    watch.release();
  }
}

/** The mistake of a server that answers without its stores. */
export const inMemory = {
  mistake: 'your server keeps answers in its own memory',
  why: 'What one process remembers, no other copy knows, and nothing but that process can end it.',
  tryThis: 'Keep answers in Redis only, or see to it that what the process remembers ends in time too.',
} as const;
