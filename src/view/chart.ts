import type { ChartEvent } from '../lesson/chart-events.js';
import { renderLatency } from './latency.js';
import type { Screen } from './screen.js';
import { renderHitRatio } from './sparkline.js';
import { renderTimeline } from './timeline.js';

/** A picture of the run so far, with what it shows in words below it. */
export function renderChart(chart: ChartEvent, screen: Screen): string {
  switch (chart.show) {
    case 'latency':
      return renderLatency(chart, screen);
    case 'timeline':
      return renderTimeline(chart, screen);
    case 'hit ratio':
      return renderHitRatio(chart, screen);
  }
}
