import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { withQuery } from '../../../src/exercise/checks/names.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';

/** A drink, and how many orders there are of it. */
export interface Rank {
  readonly drink: string;
  readonly orders: number;
}

const rankingSql = 'SELECT drink, count(*) AS orders FROM orders GROUP BY drink ORDER BY orders DESC, drink';

export const pathOf = (limit: number) => withQuery('/drinks/top', { limit });

/** All drinks as the database has them now, most ordered first. */
export async function truth(bench: Bench): Promise<Rank[]> {
  const rows = await bench.sql(rankingSql);
  return rows.map(([drink, orders]) => ({ drink: drink ?? '', orders: Number(orders) }));
}

/** Puts orders of a drink that nobody had into the table, past the servers, so many that it becomes the first. */
export async function newFavourite(bench: Bench): Promise<string> {
  const drink = bench.unknownDrink();
  const [first] = await truth(bench);
  const count = (first?.orders ?? 0) + bench.random.integer(1, 9);
  await bench.sql(
    `INSERT INTO orders (drink, size, price_cents) SELECT $1, 'medium', 310 FROM generate_series(1, $2::int)`,
    [drink, count],
  );
  return drink;
}

/** A failure unless the answer is the first `limit` of the ranking, in whatever form. */
export function wrongRanking(
  bench: Bench,
  reply: Reply,
  limit: number,
  ranking: readonly Rank[],
): Failure | undefined {
  const expected = ranking.slice(0, limit);
  const items = listIn(reply.json);
  const said = items?.map((item) => rankOf(item, ranking));
  const isRight =
    said?.length === expected.length &&
    new Set(said.map((rank) => rank?.drink)).size === said.length &&
    said.every((rank, index) => rank?.isCounted && rank.orders === expected[index]?.orders);
  if (isRight) {
    warnOfForm(bench, reply, items ?? []);
    return undefined;
  }
  const shown = expected.slice(0, 3).map(({ drink, orders }) => `${drink} ${orders}`);
  return {
    ...knownMistake(said, expected, ranking),
    expected: `${expected.length} drinks: ${shown.join(', ')}${expected.length > 3 ? ', …' : ''}`,
    got: `status ${reply.status}${start(reply)}`,
    why: 'Before an answer can be kept, it has to be right.',
    reproduce: [reply.curl, psqlLine(`${rankingSql} LIMIT ${limit}`)],
  };
}

interface SaidRank extends Rank {
  /** Whether the number beside the drink is its count. */
  readonly isCounted: boolean;
}

function knownMistake(
  said: readonly (SaidRank | undefined)[] | undefined,
  expected: readonly Rank[],
  ranking: readonly Rank[],
): Pick<Failure, 'mistake' | 'tryThis'> {
  const last = ranking.at(-1);
  if (!said?.some((rank) => rank)) {
    return {
      mistake: 'there is no list of drinks in the answer',
      tryThis: 'Answer in the form of the task.',
    };
  }
  if (said.length === ranking.length && said.length > expected.length) {
    return { mistake: 'you answer with all drinks', tryThis: 'Take the first `limit` of them: `LIMIT $1`.' };
  }
  if (last && said[0]?.orders === last.orders && last.orders !== expected[0]?.orders) {
    return { mistake: 'the least ordered drinks come first', tryThis: 'Sort by the count, `DESC`.' };
  }
  return { tryThis: 'Run the SQL below, and compare.' };
}

/** What an item says: a drink that is in the ranking, and whether its count stands beside it. */
function rankOf(item: unknown, ranking: readonly Rank[]): SaidRank | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const values = Object.values(item);
  const own = (item as Record<string, unknown>).drink;
  const rank = ranking.find(({ drink }) => (own === undefined ? values.includes(drink) : own === drink));
  return rank && { ...rank, isCounted: countsIn(item).some((value) => Number(value) === rank.orders) };
}

/** What may be the count: the documented field, or where there is none, any other. */
function countsIn(item: object): unknown[] {
  const { orders } = item as Record<string, unknown>;
  return orders === undefined ? Object.values(item) : [orders];
}

/** The first list in it; an object of nothing but numbers is one too, `{"latte": 12}`. */
function listIn(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) return undefined;
  const values: unknown[] = Object.values(json);
  if (values.length > 0 && values.every((value) => typeof value === 'number')) return Object.entries(json);
  for (const value of values) {
    const list = listIn(value);
    if (list) return list;
  }
  return undefined;
}

function warnOfForm(bench: Bench, { json }: Reply, items: readonly unknown[]): void {
  const drinks = (json as { drinks?: unknown }).drinks;
  const rows = items as readonly Readonly<Record<string, unknown>>[];
  const documented = drinks === items && rows.every((row) => 'drink' in row && 'orders' in row);
  if (!documented) {
    bench.warn({
      text: 'the answer has another form than the task',
      why: 'The drinks are there, but a client that was written to the task does not find them.',
    });
  } else if (rows.some((row) => typeof row.orders === 'string')) {
    bench.warn({
      text: '`orders` is a string',
      why: 'A client that adds to it, or compares it, gets something else than it does with a number.',
    });
  }
}
