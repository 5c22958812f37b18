import type { HitRatioChart, LatencyChart } from './chart-events.js';
import type { Run, StepEvents } from './current-run.js';
import type { RequestEvent } from './events.js';
import type { SeenChart } from './expectation/sentence.js';
import type { ChartStep } from './lesson.js';
import { timelinesOf } from './timeline.js';

/** Draws what the run has shown so far. */
export async function* takeChart(step: ChartStep, run: Run): StepEvents {
  const seen = chartOf(step, run);
  yield seen.chart;
  return seen;
}

function chartOf({ show, title }: ChartStep, { requests, moments }: Run): SeenChart {
  switch (show) {
    case 'latency':
      return {
        kind: 'latency chart',
        chart: { type: 'chart', show, title, groups: durationGroups(requests) },
      };
    case 'timeline': {
      const values = timelinesOf(moments, performance.now());
      return { kind: 'timeline chart', chart: { type: 'chart', show, title, values } };
    }
    case 'hit ratio':
      return {
        kind: 'hit ratio chart',
        chart: { type: 'chart', show, title, outcomes: outcomesOf(requests) },
      };
  }
}

function durationGroups(requests: readonly RequestEvent[]): LatencyChart['groups'] {
  const groups = ['miss', 'hit'].map((label) => ({
    label,
    durationsMs: requests
      .filter(({ headers }) => headers['x-cache'] === label)
      .map(({ durationMs }) => durationMs),
  }));
  return groups.filter((group) => group.durationsMs.length > 0);
}

function outcomesOf(requests: readonly RequestEvent[]): HitRatioChart['outcomes'] {
  return requests.flatMap(({ headers }) => {
    const outcome = headers['x-cache'];
    return outcome === 'hit' || outcome === 'miss' ? [outcome] : [];
  });
}
