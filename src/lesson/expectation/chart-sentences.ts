import type { LatencyChart, TimelineChart } from '../chart-events.js';
import type { Seen, Sentence } from './sentence.js';

function wrongChart(seen: Seen): Error {
  return new Error(`a ${seen.kind} does not show this`);
}

/** The middle value of a list, or the mean of the two in the middle; NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function medianOf(chart: LatencyChart, label: string): number {
  return median(chart.groups.find((group) => group.label === label)?.durationsMs ?? []);
}

/** How often some value went from fresh or empty to stale; it may be stale by more and more meanwhile. */
function timesStale({ values }: TimelineChart): number {
  const starts = values.flatMap(({ spans }) =>
    spans.filter(({ agreement }, index) => agreement === 'stale' && spans[index - 1]?.agreement !== 'stale'),
  );
  return starts.length;
}

const times = (count: number | string) => `${count} time${Number(count) === 1 ? '' : 's'}`;

export const chartSentences: readonly Sentence[] = [
  {
    example: 'the median hit was faster than the median miss',
    kinds: ['latency chart'],
    pattern: /^the median (\w+) was faster than the median (\w+)$/,
    make: ([fast = '', slow = '']) => ({
      check(seen) {
        if (seen.kind !== 'latency chart') throw wrongChart(seen);
        const [fastMs, slowMs] = [medianOf(seen.chart, fast), medianOf(seen.chart, slow)];
        const got = `${fast} ${fastMs.toFixed(2)} ms, ${slow} ${slowMs.toFixed(2)} ms`;
        return { ok: fastMs < slowMs, expected: `${fast} faster than ${slow}`, got };
      },
    }),
  },
  {
    example: 'the cache was stale 2 times',
    kinds: ['timeline chart'],
    pattern: /^the cache was stale (\d+) times?$/,
    make: ([expected = '']) => ({
      check(seen) {
        if (seen.kind !== 'timeline chart') throw wrongChart(seen);
        const got = timesStale(seen.chart);
        return { ok: got === Number(expected), expected: times(expected), got: times(got) };
      },
    }),
  },
  {
    example: 'at least 50 % of the requests were hits',
    kinds: ['hit ratio chart'],
    pattern: /^at least (\d+) % of the requests were hits$/,
    make: ([expected = '']) => ({
      check(seen) {
        if (seen.kind !== 'hit ratio chart') throw wrongChart(seen);
        const { outcomes } = seen.chart;
        const hits = outcomes.filter((outcome) => outcome === 'hit').length;
        const got = outcomes.length === 0 ? 0 : (hits / outcomes.length) * 100;
        return { ok: got >= Number(expected), expected: `${expected} %`, got: `${Math.floor(got)} %` };
      },
    }),
  },
];
