import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { ChartEvent, LatencyChart, TimelineChart } from '../lesson/chart-events.js';
import { renderChart } from './chart.js';
import { fitting, screenAt } from './testing/fits.js';
import { hitRatio, timeline } from './testing/sample-charts.js';
import { samples } from './testing/samples.js';

const render = (chart: ChartEvent, width: number, more = {}) => {
  const screen = screenAt(width, more);
  return fitting(renderChart(chart, screen), screen);
};

const charts = [samples.chart, timeline, hitRatio];

test.each([20, 37, 40, 80, 120, 200])(
  'every chart fits %i columns, in ASCII too, and colour adds nothing',
  (width) => {
    for (const chart of charts) {
      expect(stripVTControlCharacters(render(chart, width, { colour: true }))).toBe(render(chart, width));
      expect(render(chart, width, { unicode: false })).toMatch(/^\p{ASCII}*$/u);
    }
  },
);

test('durations as histograms on one scale', () => {
  expect(render(samples.chart, 80)).toMatchInlineSnapshot(`
    "
    How long the requests took (log scale)

    without a cache: p50 72.0 ms, p95 74.6 ms, n = 5
                                                                          █████
                                                                          █████
    ────────────────────────────────────────────────────────────────────p50─p95

    with a cache: p50 0.55 ms, p95 73.4 ms, n = 5
                   █████
              ▆▆▆▆▆█████                                                  ▆▆▆▆▆
    ──────────────────p50──────────────────────────────────────────────────p95─
    0.1 ms                 1 ms                     10 ms                100 ms
    "
  `);
  expect(render(samples.chart, 37)).toMatchInlineSnapshot(`
    "
    How long the requests took (log
    scale)

    without a cache: p50 72.0 ms,
    p95 74.6 ms, n = 5
                                ██
                                ██
    ───────────────────────p50─p95

    with a cache: p50 0.55 ms,
    p95 73.4 ms, n = 5
          ██
        ▆▆██                    ▆▆
    ──────p50──────────────────p95
    0.1 ms  1 ms      10 ms 100 ms
    "
  `);
  expect(render(samples.chart, 37, { unicode: false })).toMatchInlineSnapshot(`
    "
    How long the requests took (log
    scale)

    without a cache: p50 72.0 ms,
    p95 74.6 ms, n = 5
                                ##
                                ##
    -----------------------p50-p95

    with a cache: p50 0.55 ms,
    p95 73.4 ms, n = 5
          ##
        ::##                    ::
    ------p50------------------p95
    0.1 ms  1 ms      10 ms 100 ms
    "
  `);
});

const latency = (durationsMs: number[]): LatencyChart => ({
  type: 'chart',
  show: 'latency',
  title: 'T',
  groups: [{ label: 'a', durationsMs }],
});

test('p50 and p95 are durations of requests that were made', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(render(latency(hundred), 80)).toContain('p50 50.0 ms, p95 95.0 ms, n = 100');
  expect(render(latency([3]), 80)).toContain('p50 3.0 ms, p95 3.0 ms, n = 1');
});

test('a bar stands at the logarithm of its durations, and is as high as they are many', () => {
  const [upper = '', lower = ''] = render(latency([1, 10, 10, 100]), 80, { unicode: false })
    .split('\n')
    .slice(4);
  expect(upper.trim()).toMatch(/^#+$/);
  expect(lower.trim()).toMatch(/^#+ +#+ +#+$/);
  expect(upper.indexOf('#')).toBe(lower.indexOf('#', lower.indexOf(' ', 1)));
});

test('groups without requests, and a chart of nothing, are drawn', () => {
  const zero = { label: 'zero', durationsMs: [0] };
  const empty = { label: 'empty', durationsMs: [] };
  expect(render({ ...latency([]), groups: [empty, zero] }, 80)).toContain('empty: no requests');
  expect(render(latency([]), 80)).toContain('no requests yet');
});

test('truth and cache over time, with what was stale in the picture and in words', () => {
  expect(render(timeline, 80)).toMatchInlineSnapshot(`
    "
    The lattes (time since the first step)

    truth  ─ 124 873 ────│ 124 874 ──│ 124 875 ───────│ 124 876 ────────────────────
    cache  ═ fresh ══════▒▒▒···══════▒ stale ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒·····═══
                         3.1 s       4.0 s                                  13.2 s
           ═ fresh  ▒ stale  · empty
    ✘ stale from 3.1 s to 3.2 s: the cache said 124 873, the database 124 874
    ✘ stale from 4.0 s to 13.2 s: the cache said 124 874, the database 124 876
    "
  `);
  expect(render(timeline, 37)).toMatchInlineSnapshot(`
    "
    The lattes (time since the first
    step)

    truth  ────│─────────│───│ 124 876 ──
    cache  ════▒▒▒···════▒ stale ▒▒···═══
               3.1 s     4.0 s     13.2 s
           ═ fresh  ▒ stale  · empty
    ✘ stale from 3.1 s to 3.2 s: the
      cache said 124 873, the database
      124 874
    ✘ stale from 4.0 s to 13.2 s: the
      cache said 124 874, the database
      124 876
    "
  `);
  expect(render(timeline, 37, { unicode: false })).toMatchInlineSnapshot(`
    "
    The lattes (time since the first
    step)

    truth  ----|---------|---| 124 876 --
    cache  ====xxx...====x stale xx...===
               3.1 s     4.0 s     13.2 s
           = fresh  x stale  . empty
    XX stale from 3.1 s to 3.2 s: the
       cache said 124 873, the database
       124 874
    XX stale from 4.0 s to 13.2 s: the
       cache said 124 874, the database
       124 876
    "
  `);
});

const first = (spans: TimelineChart['values'][number]['spans']): TimelineChart => ({
  ...timeline,
  values: [{ label: 'latte orders', key: 'k', spans }],
});

test('what is still stale has no end, and what never was stale is said', () => {
  const spans = timeline.values[0]?.spans ?? [];
  expect(render(first(spans.slice(0, 2)), 80)).toContain('stale from 3.1 s until now');
  expect(render(first(spans.slice(0, 1)), 80)).toContain('never stale');
});

test('a timeline of more spans than columns shows the last of them; one of no value says so', () => {
  const spans = Array.from({ length: 60 }, (_, index) => ({
    fromMs: index,
    toMs: index + 1,
    truth: `${index}`,
    cached: null,
    agreement: 'empty' as const,
  }));
  expect(render(first(spans), 40)).toContain('truth');
  expect(render({ ...timeline, values: [] }, 80)).toContain('nothing has been cached yet');
});

test('several values have their lanes under their names', () => {
  const [value] = timeline.values;
  if (!value) throw new Error('the sample has a value');
  const text = render({ ...timeline, values: [value, { ...value, label: 'mocha orders' }] }, 80);
  expect(text).toMatch(/\nlatte orders\ntruth[\s\S]+\nmocha orders\ntruth/);
});

test('the hit ratio after each request, and in words', () => {
  expect(render(hitRatio, 80)).toMatchInlineSnapshot(`
    "
    Hits so far (each column a request)

    ▁▅▆▅▅▆▆▆
    MHHMHHHH
    H is a hit, M is a miss; the line above is the share of hits so far
    6 of 8 requests were hits: a hit ratio of 75 %
    "
  `);
  expect(render(hitRatio, 37, { unicode: false })).toMatchInlineSnapshot(`
    "
    Hits so far (each column a request)

    .::::::#
    MHHMHHHH
    H is a hit, M is a miss; the line
    above is the share of hits so far
    6 of 8 requests were hits: a hit
    ratio of 75 %
    "
  `);
  expect(render({ ...hitRatio, outcomes: [] }, 80)).toContain('no requests yet');
});

test('of many requests the last are drawn, and all are counted', () => {
  const outcomes = Array.from({ length: 90 }, (_, index) =>
    index < 30 ? ('miss' as const) : ('hit' as const),
  );
  const text = render({ ...hitRatio, outcomes }, 40);
  expect(text).toContain(`\n${'H'.repeat(40)}\n`);
  expect(text.replace(/\s+/g, ' ')).toContain('the last 40 shown 60 of 90 requests were hits');
});
