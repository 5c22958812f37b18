import type { HitRatioChart, LatencyChart, TimelineChart } from '../../lesson/chart-events.js';
import type { LoadEvent } from '../../lesson/load-events.js';

/** Five requests without a cache, and a miss and four hits with one. */
export const latency: LatencyChart = {
  type: 'chart',
  show: 'latency',
  title: 'How long the requests took',
  groups: [
    { label: 'without a cache', durationsMs: [71.8, 69.2, 74.6, 73.1, 72.0] },
    { label: 'with a cache', durationsMs: [73.4, 0.62, 0.41, 0.38, 0.55] },
  ],
};

/** A value that was stale twice: until its entry was deleted, and until it expired. */
export const timeline: TimelineChart = {
  type: 'chart',
  show: 'timeline',
  title: 'The lattes',
  values: [
    {
      label: 'latte orders',
      key: 'orders:count:latte',
      spans: [
        { fromMs: 0, toMs: 3100, truth: '124873', cached: '124873', agreement: 'fresh' },
        { fromMs: 3100, toMs: 3180, truth: '124874', cached: '124873', agreement: 'stale' },
        { fromMs: 3180, toMs: 3200, truth: '124874', cached: null, agreement: 'empty' },
        { fromMs: 3200, toMs: 4000, truth: '124874', cached: '124874', agreement: 'fresh' },
        { fromMs: 4000, toMs: 8000, truth: '124875', cached: '124874', agreement: 'stale' },
        { fromMs: 8000, toMs: 13_200, truth: '124876', cached: '124874', agreement: 'stale' },
        { fromMs: 13_200, toMs: 13_900, truth: '124876', cached: null, agreement: 'empty' },
        { fromMs: 13_900, toMs: 13_900, truth: '124876', cached: '124876', agreement: 'fresh' },
      ],
    },
  ],
};

/** A miss, two hits, a miss, and hits. */
export const hitRatio: HitRatioChart = {
  type: 'chart',
  show: 'hit ratio',
  title: 'Hits so far',
  outcomes: ['miss', 'hit', 'hit', 'miss', 'hit', 'hit', 'hit', 'hit'],
};

/** A variant without a cache, and one with. */
export const load: LoadEvent = {
  type: 'load',
  path: '/orders/count?drink=latte',
  connections: 10,
  seconds: 2,
  results: [
    {
      variant: 'no-cache',
      answered: 28,
      perSecond: 14,
      latencyMs: { p50: 709, p95: 741, p99: 748.2, max: 748.2 },
      non2xx: 0,
      errors: 0,
    },
    {
      variant: 'cache',
      answered: 8412,
      perSecond: 4206,
      latencyMs: { p50: 2.1, p95: 3.4, p99: 6.7, max: 18.3 },
      non2xx: 0,
      errors: 0,
    },
  ],
};
