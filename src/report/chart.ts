import type { ChartEvent } from '../lesson/chart-events.js';
import { renderHitRatio } from './hit-ratio.js';
import type { Html } from './html.js';
import { renderLatency } from './latency.js';
import { renderTimeline } from './timeline.js';

/** A picture of the run so far, with what it shows in words or figures after it. */
export function renderChart(chart: ChartEvent): Html {
  switch (chart.show) {
    case 'latency':
      return renderLatency(chart);
    case 'timeline':
      return renderTimeline(chart);
    case 'hit ratio':
      return renderHitRatio(chart);
  }
}
