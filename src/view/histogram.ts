/** A logarithmic axis of times, in equal bins. Exponents are of ten, in ms. */
export interface LogAxis {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

/** An axis of whole decades that has room for all of these durations, of which there must be one. */
export function axisFor(durationsMs: readonly number[], perDecade: (decades: number) => number): LogAxis {
  const from = Math.floor(exponentOf(Math.min(...durationsMs)));
  const to = Math.floor(exponentOf(Math.max(...durationsMs))) + 1;
  return { from, to, bins: perDecade(to - from) * (to - from) };
}

/** Where a duration stands on the axis, from 0 to 1. */
export const placeOf = (ms: number, { from, to }: LogAxis): number => (exponentOf(ms) - from) / (to - from);

/** Of less than a microsecond nothing is known. */
const exponentOf = (ms: number) => Math.log10(Math.max(0.001, ms));

/** How many of the durations are in each bin. */
export function countsOf(durationsMs: readonly number[], axis: LogAxis): number[] {
  const counts = new Array<number>(axis.bins).fill(0);
  for (const ms of durationsMs) {
    const bin = Math.min(axis.bins - 1, Math.floor(placeOf(ms, axis) * axis.bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The powers of ten on the axis, each with its label: `0.1 ms`, `10 s`. */
export function decadesOf({ from, to }: LogAxis): { readonly ms: number; readonly label: string }[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const ms = 10 ** (from + index);
    return { ms, label: ms >= 1000 ? `${ms / 1000} s` : `${Number(ms.toFixed(3))} ms` };
  });
}

/** The shortest of the durations than which so large a share took no longer. */
export function quantile(durationsMs: readonly number[], share: number): number {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
