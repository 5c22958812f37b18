import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { notAnswered } from '../../../src/exercise/checks/answers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';

export const writers = ['POST', 'DELETE'] as const;
export type Writer = (typeof writers)[number];

/** The shop as PostgreSQL has it, seen from one drink. */
export interface Shop {
  /** How many orders of the drink there are, and the id of the first; null when there is none. */
  readonly orders: number;
  readonly oldest: string | null;
  /** The revenue of the drink, and the whole. */
  readonly own: number;
  readonly whole: number;
}

export async function shopNow(bench: Bench, drink: string): Promise<Shop> {
  const [row = []] = await bench.sql(
    `SELECT count(*) FILTER (WHERE drink = $1), min(id) FILTER (WHERE drink = $1),
       coalesce(sum(price_cents) FILTER (WHERE drink = $1), 0), coalesce(sum(price_cents), 0) FROM orders`,
    [drink],
  );
  const [orders, oldest = null, own, whole] = row;
  return { orders: Number(orders), oldest, own: Number(own), whole: Number(whole) };
}

/** Sends a write for a drink: a POST of an order of a random size, or the DELETE of its oldest. */
export function sendWrite(
  bench: Bench,
  writer: Writer,
  drink: string,
  { oldest }: Pick<Shop, 'oldest'>,
  to: CopyName = 'A',
): Promise<Reply> {
  if (writer === 'DELETE') return bench.request('DELETE', `/orders/${oldest}`, { to });
  const size = bench.random.pick(['small', 'medium', 'large']);
  return bench.post('/orders', { drink, size }, to);
}

/** The same, with the shop after it, and a failure unless the drink has one order more, or one less. */
export async function write(
  bench: Bench,
  writer: Writer,
  drink: string,
  { to = 'A', before }: { readonly to?: CopyName; readonly before?: Shop } = {},
): Promise<{ readonly reply: Reply; readonly now: Shop; readonly failure: Failure | undefined }> {
  const was = before ?? (await shopNow(bench, drink));
  const reply = await sendWrite(bench, writer, drink, was, to);
  const now = await shopNow(bench, drink);
  return { reply, now, failure: unwritten(bench, writer, drink, reply, now.orders - was.orders) };
}

const worksWhy = 'Before a cache can be kept right, the writes have to work.';

/** A failure unless a write was answered with a status that says that it was done. */
export function refused(writer: Writer, reply: Reply): Failure | undefined {
  if (reply.status >= 200 && reply.status < 300) return undefined;
  const failure = notAnswered(reply, worksWhy);
  return failure && { ...failure, expected: `status ${writer === 'POST' ? 201 : 204}` };
}

function unwritten(
  bench: Bench,
  writer: Writer,
  drink: string,
  reply: Reply,
  change: number,
): Failure | undefined {
  const failure = refused(writer, reply);
  if (failure) return failure;
  if (writer === 'POST' && reply.status !== 201) {
    bench.warn({
      text: `a POST is answered with ${reply.status}`,
      why: 'It says that all went well, but the task has 201.',
    });
  }
  const [wanted, name] = writer === 'POST' ? [1, 'one more row'] : [-1, 'one row less'];
  if (change === wanted) return undefined;
  return {
    mistake: `your ${writer} does not write`,
    expected: `${name} with that drink in \`orders\``,
    got: change === 0 ? 'as many rows as before' : `${Math.abs(change)} ${change > 0 ? 'more' : 'less'}`,
    why: worksWhy,
    tryThis: 'Look at the SQL in the trace below, and whether its transaction is committed.',
    reproduce: [reply.curl, psqlLine('SELECT id, size FROM orders WHERE drink = $1', [drink])],
  };
}
