import type { LoadFigures } from '../lab/load/figures.js';

/** How variants did under load, one after the other. */
export interface LoadEvent {
  type: 'load';
  /** Path and query of the GET that was sent over and over. */
  path: string;
  /** How many requests were under way at any time. */
  connections: number;
  /** How long each variant was measured. */
  seconds: number;
  results: LoadResult[];
}

export interface LoadResult extends LoadFigures {
  variant: string;
}

/** A report of a load that goes on. */
export interface LoadingEvent {
  type: 'loading';
  variant: string;
  elapsedMs: number;
  totalMs: number;
}
