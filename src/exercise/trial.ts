import { setTimeout as sleep } from 'node:timers/promises';
import { untilQuiet } from '../lab/http/quiet.js';
import type { Lab } from '../lab/lab.js';
import type { Tap } from '../lab/tap/event.js';
import type { Bench, Random, Reply } from './bench.js';
import { type BenchPostgres, newOrders } from './bench-postgres.js';
import type { BenchRedis } from './bench-redis.js';
import type { Copies } from './copies.js';
import type { Evidence, Warning } from './exercise.js';
import { BenchHolds } from './holds.js';
import { exchange } from './requests.js';

const pollMs = 20;

/** What all checks of an attempt share. */
export interface Ground {
  readonly lab: Lab;
  readonly copies: Copies;
  readonly postgres: BenchPostgres;
  readonly redis: BenchRedis;
  readonly ttlMs: number;
  /** The drinks that checks have used. */
  readonly drinks: Set<string>;
  /** The warnings that have been shown. */
  readonly warned: Set<string>;
}

/** One check's use of the bench. */
export interface Trial {
  readonly bench: Bench;
  readonly warnings: Warning[];
  /** The reply that the check has shown, or the last one. */
  readonly evidence: Evidence | null;
  /** How long it waited between its looks, in ms. */
  readonly waitedMs: number;
  /** Hands on what was kept back. */
  release(): void;
  /** Waits until the servers are quiet. */
  end(): Promise<void>;
}

/** Aborting the signal ends what the check waits for. */
export function beginTrial(ground: Ground, random: Random, signal: AbortSignal): Trial {
  const { lab, copies, postgres, redis } = ground;
  const holds = new BenchHolds(lab.taps);
  const evidences = new WeakMap<Reply, Evidence>();
  const warnings: Warning[] = [];
  let evidence: Evidence | null = null;
  let shown = false;
  let waitedMs = 0;

  const request: Bench['request'] = async (method, path, { body, to: copy = 'A' } = {}) => {
    signal.throwIfAborted();
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: jsonHeaders };
    const outgoing = { method, path, ...json };
    const exchanged = await exchange(copies.ask(copy, outgoing), outgoing, { lab, holds, signal });
    evidences.set(exchanged.reply, exchanged.evidence);
    if (!shown) evidence = exchanged.evidence;
    return exchanged.reply;
  };

  /** A word that no order has for a drink, now or later. */
  const unusedWord = () => {
    let name = random.word();
    while (ground.drinks.has(name)) name = random.word();
    ground.drinks.add(name);
    return name;
  };

  const bench: Bench = {
    ttlMs: ground.ttlMs,
    random,
    request,
    get: (path, to = 'A') => request('GET', path, { to }),
    post: (path, body, to = 'A') => request('POST', path, { body, to }),
    async newDrink(name = unusedWord()) {
      return { name, orders: await postgres.insert(newOrders(name, random)) };
    },
    unknownDrink: unusedWord,
    async insertOrder(order) {
      const [inserted] = await postgres.insert([order]);
      if (!inserted) throw new Error('An inserted order has come back.');
      return inserted;
    },
    async deleteOrder(id) {
      await postgres.sql('DELETE FROM orders WHERE id = $1', [id]);
    },
    sql: postgres.sql,
    redis: redis.send,
    keys: redis.keys,
    flush: () => emptyRedis(ground, holds.quietable),
    canaryLives: redis.canaryLives,
    restart: () => copies.restart(signal),
    async until(probe, limitMs) {
      const deadline = performance.now() + limitMs;
      for (;;) {
        signal.throwIfAborted();
        // The last look is taken after the deadline, however long the one before took.
        const last = performance.now() >= deadline;
        const value = await probe();
        if (value !== undefined || last) return value;
        const before = performance.now();
        await sleep(pollMs);
        waitedMs += performance.now() - before;
      }
    },
    holdPostgres: (match) => holds.hold('postgres', match),
    holdRedis: (match) => holds.hold('redis', match),
    warn(warning) {
      const known = warnings.some(({ text }) => text === warning.text);
      if (!known && !ground.warned.has(warning.text)) warnings.push(warning);
    },
    showReply(reply) {
      shown = true;
      evidence = evidences.get(reply) ?? null;
    },
  };
  return {
    bench,
    warnings,
    get evidence() {
      return evidence;
    },
    get waitedMs() {
      return waitedMs;
    },
    release: () => holds.releaseAll(),
    end: () => untilQuiet(holds.quietable),
  };
}

/** Empties Redis when all has come there that the copies have written. */
export async function emptyRedis(
  { copies, redis }: Ground,
  taps: readonly Pick<Tap, 'pending' | 'subscribe'>[],
): Promise<void> {
  if (await copies.rest()) await untilQuiet(taps);
  await redis.flush();
}

const jsonHeaders = { 'content-type': 'application/json' };
