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

/** Each drink costs a slow count at every request. */
const mostDrinks = 5;

/** The drinks that were asked for last, in the order in which they came. */
export class AskedDrinks {
  private readonly lastTurn = new Map([['latte', 0]]);
  private turn = 0;

  get names(): readonly string[] {
    return [...this.lastTurn.keys()];
  }

  /** A new one takes the place of the one that was asked for longest ago. */
  add(drink: string): void {
    this.lastTurn.set(drink, ++this.turn);
    if (this.lastTurn.size > mostDrinks) {
      const oldest = Math.min(...this.lastTurn.values());
      for (const [name, turn] of this.lastTurn) if (turn === oldest) this.lastTurn.delete(name);
    }
  }
}

/** The drink that a request is about: in its query, or in its body. Null when there is none that PostgreSQL can hold. */
export function drinkOf(path: string, body: string | null): string | null {
  // Not by `URL`, which refuses some paths that a client may send.
  const [, query = ''] = path.split(/\?(.*)/s);
  const drink = new URLSearchParams(query).get('drink') ?? drinkIn(body);
  return typeof drink === 'string' && !drink.includes('\0') ? drink : null;
}

function drinkIn(body: string | null): unknown {
  try {
    return (JSON.parse(body ?? 'null') as { drink?: unknown } | null)?.drink;
  } catch {
    return undefined;
  }
}
