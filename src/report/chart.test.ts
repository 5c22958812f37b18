import { expect, test } from 'vitest';
import { hitRatio, timeline } from '../view/testing/sample-charts.js';
import { samples } from '../view/testing/samples.js';
import { renderChart } from './chart.js';
import { renderLoad } from './load.js';
import { tagsOf, textOf } from './testing/tags.js';

const { chart } = samples;

test('latencies are bars on one axis with p50 and p95 marked, and figures', () => {
  const { text } = renderChart(chart);
  const tags = tagsOf(text);
  const bars = tags.filter(({ name }) => name === 'rect').map(({ attributes }) => Number(attributes.height));
  // All five in one bin; then one request, three, and the miss.
  expect(bars).toEqual([64, 21, 64, 21]);
  const marks = tags.filter(({ attributes }) => attributes.class === 'mark');
  const places = marks.map(({ attributes }) => (Number(attributes.x1) - 40) / 640);
  const expected = [72, 74.6, 0.55, 73.4].map((ms) => (Math.log10(ms) + 1) / 3);
  for (const [index, place] of expected.entries()) expect(places[index]).toBeCloseTo(place, 2);
  expect(textOf(text)).toMatch(
    /Requests How many p50 p95 Longest without a cache 5 72\.0 ms 74\.6 ms 74\.6 ms with a cache 5 0\.55 ms 73\.4 ms 73\.4 ms$/,
  );
});

test('a hit ratio is columns, and a sentence', () => {
  const { text } = renderChart({ ...hitRatio, outcomes: ['miss', 'hit', 'hit', 'hit'] });
  const heights = tagsOf(text).flatMap(({ name, attributes }) =>
    name === 'rect' ? [Number(attributes.height)] : [],
  );
  expect(heights).toEqual([0, 45, 60, 68]);
  expect(textOf(text)).toContain('3 of 4 requests were hits: a hit ratio of 75 %.');
});

test('a timeline is two lanes that end where the picture does, and words', () => {
  const { text } = renderChart(timeline);
  const bars = tagsOf(text).flatMap(({ name, attributes }) =>
    name === 'rect' ? [{ start: Number(attributes.x), width: Number(attributes.width) }] : [],
  );
  const ends = bars.map(({ start, width }) => start + width);
  expect(Math.max(...ends)).toBeCloseTo(840, 0);
  for (const { width } of bars) expect(width).toBeGreaterThan(60);
  expect(textOf(text)).toMatch(/✘ stale from .* (to|until) .*: the cache said/);
});

test('without anything to show there is a sentence', () => {
  expect(textOf(renderChart({ ...hitRatio, outcomes: [] }).text)).toBe('No requests yet.');
  expect(textOf(renderChart({ ...timeline, values: [] }).text)).toBe('Nothing has been cached yet.');
  if (chart.show !== 'latency') throw new Error('it shows latencies');
  expect(textOf(renderChart({ ...chart, groups: [] }).text)).toContain('no requests yet');
});

test('a load is bars whose lengths compare the variants, and a table', () => {
  const { text } = renderLoad(samples.load);
  const lengths = tagsOf(text).flatMap(({ name, attributes }) =>
    name === 'rect' ? [Number(attributes.width)] : [],
  );
  expect(lengths).toEqual([2, 490, 490, 1]);
  expect(textOf(text)).toMatch(
    /no-cache 14\.0 709 ms 741 ms 748 ms 748 ms 0 cache 4 206 2\.1 ms 3\.4 ms 6\.7 ms 18\.3 ms 0$/,
  );
});

test('a variant that never answered has no times', () => {
  const [first] = samples.load.results;
  if (!first) throw new Error('the sample has two');
  const silent = { ...first, perSecond: 0, latencyMs: null, errors: 10 };
  expect(textOf(renderLoad({ ...samples.load, results: [silent] }).text)).toMatch(/no-cache 0\.0 10$/);
});
