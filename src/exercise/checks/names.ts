import type { Random } from '../bench.js';

/**
 * Names of drinks that are right, and that a careless program takes for something else: SQL, a pattern, part
 * of a URL, the boundary between two parts of a key. Each has a random word in it, and at most 40 characters.
 */
export function awkwardNames(random: Random): string[] {
  return [
    `flat ${random.word()}`,
    `${random.word()}'s own`,
    `"${random.word()}" blend`,
    `${random.word()}:${random.word()}`,
    `100% ${random.word()}`,
    `crème ${random.word()} ☕`,
    `${random.word()}&drink=${random.word()}`,
    `half+half/${random.word()}?`,
    `${random.word()}; -- iced`,
    `back\\slash ${random.word()}`,
    `[${random.word()}]*`,
  ];
}

/** Path and query, each value encoded: `withQuery('/orders/average', { drink })`. */
export function withQuery(path: string, query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
