import { expect, test } from 'vitest';
import type { Snapshot } from '../lab/snapshot.js';
import type { Moment } from './current-run.js';
import { timelinesOf } from './timeline.js';

/** The stores at a moment: the truth, what is cached, and how long that has left. */
function moment(atMs: number, truth: string, cached: string | null, ttlMs: number | null = null): Moment {
  const agreement = cached === null ? 'empty' : cached === truth ? 'fresh' : 'stale';
  const keys =
    cached === null ? [] : [{ key: 'k', type: 'string', value: cached, ttlMs, change: 'same' as const }];
  const snapshot: Snapshot = {
    postgres: { watched: [], newest: null, refusal: null },
    redis: { keys, more: 0 },
    comparisons: [{ label: 'lattes', key: 'k', truth, cached, agreement }],
    agreement,
  };
  return { atMs, snapshot };
}

const spans = (moments: Moment[], endMs: number) =>
  timelinesOf(moments, endMs).flatMap((value) =>
    value.spans.map(({ fromMs, toMs, truth, cached, agreement }) =>
      [fromMs, toMs, truth, cached ?? '-', agreement].join(' '),
    ),
  );

test('a state lasts until the next, counted from the first; what stays the same is one span', () => {
  const moments = [
    moment(100, '1', null),
    moment(150, '1', '1'),
    moment(170, '1', '1'),
    moment(200, '2', '1'),
  ];
  expect(spans(moments, 260)).toEqual(['0 50 1 - empty', '50 100 1 1 fresh', '100 160 2 1 stale']);
});

test('an entry ends when its time is over, also while nobody looks', () => {
  expect(spans([moment(100, '2', '1', 30), moment(200, '2', null)], 260)).toEqual([
    '0 30 2 1 stale',
    '30 160 2 - empty',
  ]);
  expect(spans([moment(100, '1', '1', 500)], 260)).toEqual(['0 160 1 1 fresh']);
});

test('each watched value has a timeline, and without a moment there is none', () => {
  const both = moment(100, '1', null);
  const [one] = both.snapshot.comparisons;
  if (!one) throw new Error('the moment has a comparison');
  const snapshot = { ...both.snapshot, comparisons: [one, { ...one, label: 'mochas', key: 'm' }] };
  expect(timelinesOf([{ ...both, snapshot }], 200).map(({ label }) => label)).toEqual(['lattes', 'mochas']);
  expect(timelinesOf([], 5)).toEqual([]);
});
