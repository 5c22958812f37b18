import type { Agreement } from '../lab/snapshot.js';

/** A picture of the run so far; `show` says of what. */
export type ChartEvent = LatencyChart | TimelineChart | HitRatioChart;

/** How long requests took, in groups to be compared. */
export interface LatencyChart {
  type: 'chart';
  show: 'latency';
  title: string;
  groups: { label: string; durationsMs: number[] }[];
}

/** How what is cached followed the truth, for each value that is meant to be cached. */
export interface TimelineChart {
  type: 'chart';
  show: 'timeline';
  title: string;
  values: ValueTimeline[];
}

export interface ValueTimeline {
  label: string;
  key: string;
  /** Without a gap, from the end of the first step until now. */
  spans: TimelineSpan[];
}

/** A time in which nothing changed, in ms since the end of the first step. */
export interface TimelineSpan {
  fromMs: number;
  toMs: number;
  truth: string | null;
  /** null while the key is not in Redis. */
  cached: string | null;
  agreement: Agreement;
}

/** Which requests were answered from the cache, in the order in which they were made. */
export interface HitRatioChart {
  type: 'chart';
  show: 'hit ratio';
  title: string;
  outcomes: ('hit' | 'miss')[];
}
