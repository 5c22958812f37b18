/** What a server did under load. */
export interface LoadFigures {
  /** Answers with a 2xx status within the measured time. */
  readonly answered: number;
  readonly perSecond: number;
  /** How long those answers took, from the request to their last byte, in ms; null when there were none. */
  readonly latencyMs: Latency | null;
  /** Answers with another status. */
  readonly non2xx: number;
  /** Requests without an answer: refused, cut, or not answered within ten seconds. */
  readonly errors: number;
}

/** The time within which so many in a hundred answers came, in ms. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Sums up the answers of `seconds`; `durationsMs` are those of the answers with a 2xx status. */
export function figuresOf(
  durationsMs: readonly number[],
  seconds: number,
  failed: Pick<LoadFigures, 'non2xx' | 'errors'>,
): LoadFigures {
  return {
    answered: durationsMs.length,
    perSecond: durationsMs.length / seconds,
    latencyMs: latencyOf(durationsMs),
    ...failed,
  };
}

function latencyOf(durationsMs: readonly number[]): Latency | null {
  const sorted = Float64Array.from(durationsMs).sort();
  /** The smallest duration that at least `share` of all did not exceed. */
  const within = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  if (sorted.length === 0) return null;
  return { p50: within(0.5), p95: within(0.95), p99: within(0.99), max: within(1) };
}
