import type { Comparison, Snapshot } from '../lab/snapshot.js';
import { glyphsOf } from './glyphs.js';
import { paintOf } from './paint.js';
import type { Screen } from './screen.js';
import { glue, grouped, hang, printable } from './text.js';

/** A line for each cached value that says whether it equals the truth; none when nothing is meant to be cached. */
export function renderVerdict({ comparisons, redis }: Snapshot, screen: Screen): string[] {
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
    case 'stale':
      return line(label + difference(comparison), cross, bad, screen);
    case 'empty': {
      const what = holdsNothing ? 'the cache is empty' : `${printable(comparison.key)} is not in the cache`;
      return line(label + what, circle, changed, screen);
    }
  }
}

function line(text: string, mark: string, style: (text: string) => string, screen: Screen): string[] {
  return hang(text, screen.width, `${mark} `).map((part) => style(part));
}

function difference({ cached, truth }: Comparison): string {
  const says = (value: string | null) => grouped(printable(value ?? 'null')).replaceAll(' ', glue);
  const behind = Number(truth) - Number(cached);
  const known = cached !== null && truth !== null && Number.isFinite(behind);
  const by = known ? ` (${grouped(String(Math.abs(behind)))} ${behind > 0 ? 'behind' : 'ahead'})` : '';
  return `stale: the cache says ${says(cached)}, the database ${says(truth)}${by.replaceAll(' ', glue).replace(glue, ' ')}`;
}
