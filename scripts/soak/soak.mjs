import { createHash } from 'node:crypto';

/** What one part of the soak has tried, and what failed. */
export class Soak {
  failures = [];
  /** What was measured besides, a line each. */
  notes = [];
  #trials = new Map();

  /** `work`: a directory that is removed at the end; `short`: as many trials as CI has time for. */
  constructor({ work, short, seed }) {
    this.work = work;
    this.short = short;
    this.seed = seed;
    /** The same for the same seed: a whole number for generators that begin with one. */
    this.seedNumber = createHash('sha256').update(seed).digest().readUInt32BE(0);
  }

  /** So many more trials of something. */
  tried(what, times = 1) {
    this.#trials.set(what, (this.#trials.get(what) ?? 0) + times);
  }

  /** A trial that failed; `problem` says all that is needed to repeat it. */
  failed(what, problem) {
    this.failures.push({ what, problem });
  }

  trials() {
    return [...this.#trials].map(([what, trials]) => ({ what, trials }));
  }
}
