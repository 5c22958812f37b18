import type { Watch } from '../lab/snapshot.js';

const keys: Readonly<Record<string, (drink: string) => string>> = {
  cache: (drink) => `orders:count:${drink}`,
  ttl: (drink) => `orders:count:${drink}`,
  invalidation: (drink) => `orders:count:${drink}`,
  'higher-order': (drink) => `orders:count:${JSON.stringify([drink])}`,
  decorator: (drink) => `orders:count:${JSON.stringify([drink])}`,
};

/** What `serve` watches of a variant: the count of one drink, and the key that caches it, if it has one. */
export function watchDrink(variant: string, drink: string): Watch {
  const label = `${drink} orders`;
  const truth = `SELECT count(*) FROM orders WHERE drink = '${drink.replaceAll("'", "''")}'`;
  const key = keys[variant]?.(drink);
  return key === undefined ? { label, truth } : { label, truth, key };
}

/** The drink that a request is about: in its query, or in its body. */
export function drinkOf(path: string, body: string | null): string | null {
  const asked = new URL(path, 'http://127.0.0.1').searchParams.get('drink');
  if (asked !== null || body === null) return asked;
  try {
    const drink: unknown = (JSON.parse(body) as { drink?: unknown } | null)?.drink;
    return typeof drink === 'string' ? drink : null;
  } catch {
    return null;
  }
}
