import type { Bench, Reply } from '../../../src/exercise/bench.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { NotJudged } from '../../../src/exercise/trouble.js';
import { ask, check, endOf, inMemory, isOld, look, makeEntry, NotHeld } from './entry.js';
import { newFavourite } from './ranking.js';

/** `busy` is asked for all the time, `alone` never again, and `late` by B when the entry is nearly at its end. */
const limits = { busy: 40, alone: 41, late: 42 } as const;
const otherLimits = Array.from({ length: 45 }, (_, index) => 50 + index);
const trials = 10;

export const reads = check({
  id: 'reads',
  title: 'no request extends the life of an entry',
  after: ['expires'],
  async run(bench) {
    for (let trial = 1; trial <= trials; trial++) {
      if (await livesNoLonger(bench)) return;
    }
    throw new NotJudged(
      `${trials} times in a row, an entry that lives on may have been missed, since the machine was busy`,
    );
  },
});

/** False when the machine was so slow that an entry that lives on may have been missed. */
async function livesNoLonger(bench: Bench): Promise<boolean> {
  const { keptMs, sentMs } = await makeEntry(bench, limits.busy);
  const asking = new Asking(bench, sentMs);
  const madeAlone = await ask(bench, limits.alone);
  await ask(bench, limits.late);
  const madeMs = performance.now();
  const favourite = await newFavourite(bench);
  await asking.goOn(keptMs + 0.75 * bench.ttlMs);
  const copiedMs = performance.now();
  const wasLate = isOld(await ask(bench, limits.late, 'B'), favourite);
  await asking.goOn(endOf(bench, madeMs));

  // The late one first: the others can wait for a time to live.
  const late = await look(bench, limits.late, favourite, 'B');
  const lateInTime = wasLate && performance.now() < copiedMs + bench.ttlMs;
  const alone = await look(bench, limits.alone, favourite);
  if (alone.state === 'old') throw new NotHeld(byOthers(alone.reply, madeAlone));
  for (const copy of ['A', 'B'] as const) {
    // Where the machine was slow, a copy may have taken its answer as late as the other limit's.
    const tookItLate = performance.now() < asking.tookFromStore[copy] + 1.25 * bench.ttlMs;
    const { reply, state } = await look(bench, limits.busy, favourite, copy);
    if (state === 'old') throw new NotHeld(await (tookItLate ? byLate : byReading)(bench, reply));
  }
  const gapMs = asking.longestGap();
  if (late.state === 'old' && gapMs < bench.ttlMs) throw new NotHeld(await byLate(bench, late.reply));
  return lateInTime && gapMs < bench.ttlMs;
}

/** Asks for the busy limit through both copies, and for one after another of the other limits. */
class Asking {
  /** When each copy last asked a store for the answer to the busy limit, on the clock of `performance.now()`. */
  readonly tookFromStore = { A: 0, B: 0 };
  private readonly others = [...otherLimits];
  private turn = 0;
  private gapMs = 0;
  private busyMs: number;
  private otherMs: number;

  constructor(
    private readonly bench: Bench,
    startMs: number,
  ) {
    this.busyMs = startMs;
    this.otherMs = startMs;
  }

  /** Asks until a time on the clock of `performance.now()`. */
  async goOn(untilMs: number): Promise<void> {
    await this.bench.until(async () => {
      if (performance.now() >= untilMs) return true;
      await this.askNext();
      return undefined;
    }, untilMs - performance.now());
  }

  /** The longest time in ms, until now, in which a life may have been extended by neither kind of request. */
  longestGap(): number {
    return Math.max(this.gapMs, performance.now() - Math.min(this.busyMs, this.otherMs));
  }

  private async askNext(): Promise<void> {
    const { bench, turn } = this;
    this.turn++;
    const startMs = performance.now();
    const other = turn % 3 === 2 ? this.others.shift() : undefined;
    if (other !== undefined) await ask(bench, other);
    else {
      const copy = turn % 2 === 0 ? 'A' : 'B';
      const { wire } = await ask(bench, limits.busy, copy);
      if (wire.length > 0) this.tookFromStore[copy] = performance.now();
    }
    this.gapMs = this.longestGap();
    if (other === undefined) this.busyMs = startMs;
    else this.otherMs = startMs;
  }
}

const why =
  'What is asked for often would never be right again, and that is just what most people see. An entry that lives from its making gives a bound that holds for everybody.';

async function byReading(bench: Bench, reply: Reply): Promise<Failure> {
  const form = {
    expected: 'the new favourite, however often an answer was asked for',
    got: 'the answer from before, which was asked for meanwhile',
    why,
    reproduce: [reply.curl, redisLine(['--scan'])],
  };
  if (!reply.wire.some(({ store }) => store === 'redis')) return { ...form, ...inMemory, why };
  const immortal = (await bench.keys()).some(({ ttlMs }) => ttlMs === null);
  if (immortal) {
    return {
      ...form,
      mistake: 'reading takes the end of the entry away',
      tryThis: 'A plain `SET` removes the time to live: leave the entry alone on a hit, or give `KEEPTTL`.',
    };
  }
  return {
    ...form,
    mistake: 'reading extends the life of the entry',
    tryThis:
      'Give the time to live when the entry is made, and only then: no `EXPIRE`, `GETEX` or `SET` on a hit.',
  };
}

function byOthers(stale: Reply, made: Reply): Failure {
  return {
    mistake: 'asking for one limit extends the life of the others',
    expected: 'the new favourite in an answer that was asked for once, while others were asked for',
    got: 'the answer from before',
    why,
    tryThis:
      'A time to live belongs to a whole key, and a new `EXPIRE` on it counts for all that is in it: give each limit a key of its own.',
    reproduce: [made.curl, redisLine(['--scan']), stale.curl],
  };
}

/** B had its answer near the end of the entry's time: from Redis, where that made it live on, or to keep it itself. */
async function byLate(bench: Bench, late: Reply): Promise<Failure> {
  if (late.wire.some(({ store }) => store === 'redis')) return byReading(bench, late);
  return {
    mistake: 'two caches one behind the other: their times add up',
    expected: 'the new favourite from a copy that took its answer from the cache near the end of its time',
    got: 'the answer from before',
    why: 'What a process copies from Redis into its memory has already lived for a while; if it starts anew there, it lives up to twice as long as promised.',
    tryThis: 'Ask Redis every time; or keep the copy no longer than the entry has left, which `PTTL` tells.',
    reproduce: [late.curl],
  };
}
