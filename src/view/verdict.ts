import type { Comparison, Snapshot } from '../lab/snapshot.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { grouped, hang, printable, widthOf, wrap } from './text.js';
import { wrapCode } from './wrap-code.js';

/**
 * A line for each cached value that says whether it equals the truth; none when nothing is meant to be cached. Where
 * PostgreSQL would not be read, the one line says why.
 */
export function renderVerdict({ comparisons, postgres, redis }: Snapshot, screen: Screen): string[] {
  if (postgres.refusal) {
    const { bad } = paintOf(screen);
    const text = `PostgreSQL could not be read: ${printable(postgres.refusal)}`;
    return line(text, glyphsOf(screen).cross, bad, screen);
  }
  const holdsNothing = redis.more === 0 && redis.keys.every(({ change }) => change === 'removed');
  return comparisons.flatMap((comparison) => {
    const label = comparisons.length > 1 ? `${printable(comparison.label)}: ` : '';
    return verdict(comparison, label, holdsNothing, screen);
  });
}

function verdict(comparison: Comparison, label: string, holdsNothing: boolean, screen: Screen): string[] {
  const { good, bad, changed } = paintOf(screen);
  const { tick, cross, circle } = glyphsOf(screen);
  switch (comparison.agreement) {
    case 'fresh':
      return line(`${label}the cache agrees with the database`, tick, good, screen);
    case 'stale': {
      const [first = '', ...others] = difference(comparison, label, screen.width - widthOf(cross) - 1);
      const space = ' '.repeat(widthOf(cross) + 1);
      return [`${cross} ${first}`, ...others.map((part) => space + part)].map((part) => bad(part));
    }
    case 'empty': {
      const what = holdsNothing ? 'the cache is empty' : `${printable(comparison.key)} is not in the cache`;
      return line(label + what, circle, changed, screen);
    }
  }
}

function line(text: string, mark: string, style: (text: string) => string, screen: Screen): string[] {
  return hang(text, screen.width, `${mark} `).map((part) => style(part));
}

/** Both values on one line, else on a line each. */
function difference({ cached, truth }: Comparison, label: string, width: number): string[] {
  const says = (value: string | null) => grouped(printable(value ?? 'null'));
  const behind = Number(truth) - Number(cached);
  const known = cached !== null && truth !== null && Number.isFinite(behind);
  const by = known ? ` (${grouped(String(Math.abs(behind)))} ${behind > 0 ? 'behind' : 'ahead'})` : '';
  const whole = `${label}stale: the cache says ${says(cached)}, the database ${says(truth)}${by}`;
  if (widthOf(whole) <= width) return [whole];
  return [
    ...wrap(`${label}stale${by}`, width),
    ...wrapCode(`the cache says ${says(cached)}`, width),
    ...wrapCode(`the database says ${says(truth)}`, width),
  ];
}
