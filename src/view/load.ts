import type { LoadEvent, LoadResult } from '../lesson/load-events.js';
import { chartHeading, widestChart } from './chart-heading.js';
import { formatDuration } from './duration.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { cut, glue, grouped, hang, padLeft, padRight, printable, widthOf, wrap } from './text.js';

const widestBar = 40;
/** Below this width a bar stands under its label and figure instead of between them. */
const barsBeside = 64;

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly figure: string;
  /** The value against that of the first bar, in words; empty for the first. */
  readonly ratio: string;
}

/**
 * How variants did under load: bars for the requests per second and for the median time to answer, each with its
 * figure and how it compares with the first variant; then the slow answers, and what failed.
 */
export function renderLoad({ path, connections, seconds, results }: LoadEvent, screen: Screen): string {
  const inner = { ...screen, width: Math.min(screen.width, widestChart) };
  const reading = `${connections} at a time, ${seconds} s${results.length > 1 ? ' each' : ''}`;
  const rates = barsOf(
    results,
    ({ perSecond }) => perSecond,
    formatRate,
    (first, value) => `${formatRatio(value / first)} times as many`,
  );
  const medians = barsOf(
    results.filter(({ latencyMs }) => latencyMs !== null),
    ({ latencyMs }) => latencyMs?.p50 ?? 0,
    formatDuration,
    (first, value) => `${formatRatio(first / value)} times as fast`,
  );
  return [
    ...chartHeading(`GET ${printable(path)} under load`, reading, inner),
    ...block('requests answered per second', rates, inner),
    ...block('time to half of the answers (p50)', medians, inner),
    '',
    ...results.flatMap((result) => tail(result, inner)),
  ].join('\n');
}

function barsOf(
  results: readonly LoadResult[],
  measure: (result: LoadResult) => number,
  format: (value: number) => string,
  compare: (first: number, value: number) => string,
): Bar[] {
  const first = results[0] === undefined ? 0 : measure(results[0]);
  return results.map((result, index) => {
    const value = measure(result);
    const ratio = index === 0 || first === 0 || value === 0 ? '' : compare(first, value);
    return { label: result.variant, value, figure: format(value), ratio };
  });
}

function block(title: string, bars: readonly Bar[], screen: Screen): string[] {
  if (bars.length === 0) return [];
  const { faint } = paintOf(screen);
  const heading = wrap(title, screen.width).map((line) => faint(line));
  return ['', ...heading, ...(screen.width < barsBeside ? stacked : sideBySide)(bars, screen)];
}

function sideBySide(bars: readonly Bar[], screen: Screen): string[] {
  const { strong, faint } = paintOf(screen);
  const [labels, figures, ratios] = (['label', 'figure', 'ratio'] as const).map((part) =>
    Math.max(...bars.map((bar) => widthOf(bar[part]))),
  ) as [number, number, number];
  const length = Math.min(widestBar, screen.width - labels - figures - ratios - 7);
  const most = Math.max(...bars.map(({ value }) => value));
  return bars.map(({ label, value, figure, ratio }) => {
    const bar = drawn(value / most, length, screen);
    const line = `${padRight(label, labels)}  ${padRight(bar, length)}  ${strong(padLeft(figure, figures))}`;
    return ratio === '' ? line : `${line}   ${faint(ratio)}`;
  });
}

function stacked(bars: readonly Bar[], screen: Screen): string[] {
  const { strong, faint } = paintOf(screen);
  const most = Math.max(...bars.map(({ value }) => value));
  return bars.flatMap(({ label, value, figure, ratio }) => [
    `${label}  ${strong(figure)}`,
    drawn(value / most, Math.min(widestBar, screen.width), screen),
    ...(ratio === '' ? [] : [faint(cut(ratio, screen.width, glyphsOf(screen)))]),
  ]);
}

/** A bar of this share of `length`. What is too little for half a character is a thin line. */
function drawn(share: number, length: number, screen: Screen): string {
  const { full, bar } = glyphsOf(screen);
  const columns = Math.round((share || 0) * length);
  return paintOf(screen).code(columns === 0 ? bar : full.repeat(columns));
}

/** The slow answers of a variant, and what failed. */
function tail({ variant, latencyMs, non2xx, errors }: LoadResult, screen: Screen): string[] {
  const { bad } = paintOf(screen);
  const slow =
    latencyMs === null
      ? 'no answer in this time'
      : (['p95', 'p99', 'max'] as const)
          .map((name) => `${name} ${formatDuration(latencyMs[name])}`.replaceAll(' ', glue))
          .join(', ');
  const failed = [
    ...(non2xx > 0 ? [`${grouped(String(non2xx))} answered with an error status`] : []),
    ...(errors > 0 ? [`${grouped(String(errors))} not answered`] : []),
  ];
  const { cross } = glyphsOf(screen);
  return [
    ...hang(slow, screen.width, `${variant}: `, '  '),
    ...(failed.length === 0
      ? []
      : hang(failed.join(', '), screen.width, `${cross} ${variant}: `, '  ').map((line) => bad(line))),
  ];
}

const formatRate = (perSecond: number) =>
  perSecond < 100 ? perSecond.toFixed(1) : grouped(perSecond.toFixed(0));

const formatRatio = (ratio: number) => {
  if (ratio < 0.095) return ratio.toPrecision(1);
  return ratio < 10 ? ratio.toFixed(1) : grouped(ratio.toFixed(0));
};
