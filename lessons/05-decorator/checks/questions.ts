import type { Bench } from '../../../src/exercise/bench.js';
import { withQuery } from '../../../src/exercise/checks/names.js';

export const routes = ['/orders/by-size', '/orders/latest', '/orders/:id'] as const;
export type Route = (typeof routes)[number];

/** A request that reads, and the SQL that has its answer as one JSON value, or none. */
export interface Question {
  readonly route: Route;
  readonly path: string;
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** What PostgreSQL has: counts by size, or the fields of an order; null when there is no such order. */
export type Truth = Readonly<Record<string, string | number>> | null;

export const bySize = (drink: string): Question => ({
  route: '/orders/by-size',
  path: withQuery('/orders/by-size', { drink }),
  sql: `SELECT coalesce(json_object_agg(size, n), '{}') FROM (SELECT size, count(*) AS n FROM orders WHERE drink = $1 GROUP BY size) AS sizes`,
  parameters: [drink],
});

export const latest = (drink: string): Question => ({
  route: '/orders/latest',
  path: withQuery('/orders/latest', { drink }),
  sql: 'SELECT row_to_json(o) FROM (SELECT id, size, ordered_at AS "orderedAt" FROM orders WHERE drink = $1 ORDER BY ordered_at DESC LIMIT 1) AS o',
  parameters: [drink],
});

export const order = (id: number): Question => ({
  route: '/orders/:id',
  path: `/orders/${id}`,
  sql: 'SELECT row_to_json(o) FROM (SELECT id, drink, size, price_cents AS "priceCents", ordered_at AS "orderedAt" FROM orders WHERE id = $1) AS o',
  parameters: [id],
});

export async function truthOf(bench: Bench, { sql, parameters }: Question): Promise<Truth> {
  const [row] = await bench.sql(sql, parameters);
  const json = row?.[0];
  return json == null ? null : (JSON.parse(json) as Truth);
}

/**
 * A question for each route, about a drink that was not asked for before; with a name, about that drink. The
 * order is its oldest, so that no answer is part of another.
 */
export async function newQuestions(bench: Bench, name?: string): Promise<Record<Route, Question>> {
  const { name: drink, orders } = await bench.newDrink(name);
  return {
    '/orders/by-size': bySize(drink),
    '/orders/latest': latest(drink),
    '/orders/:id': order(orders[0]?.id ?? 0),
  };
}
