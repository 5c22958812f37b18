import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { notAnswered } from '../../../src/exercise/checks/answers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';

export const writers = ['POST', 'DELETE'] as const;
export type Writer = (typeof writers)[number];

/** Sends a write for a drink that has orders: a POST of one of a random size, or the DELETE of its oldest. */
export async function sendWrite(
  bench: Bench,
  writer: Writer,
  drink: string,
  to: CopyName = 'A',
): Promise<Reply> {
  if (writer === 'POST') {
    const size = bench.random.pick(['small', 'medium', 'large']);
    return bench.post('/orders', { drink, size }, to);
  }
  const [oldest] = await bench.sql('SELECT min(id) FROM orders WHERE drink = $1', [drink]);
  return bench.request('DELETE', `/orders/${oldest?.[0]}`, { to });
}

/** The same, and a failure unless the orders of the drink have become one more, or one less. */
export async function write(
  bench: Bench,
  writer: Writer,
  drink: string,
  to: CopyName = 'A',
): Promise<{ readonly reply: Reply; readonly failure: Failure | undefined }> {
  const count = async () => {
    const [row] = await bench.sql('SELECT count(*) FROM orders WHERE drink = $1', [drink]);
    return Number(row?.[0]);
  };
  const before = await count();
  const reply = await sendWrite(bench, writer, drink, to);
  const why = 'Before a cache can be kept right, the writes have to work.';
  if (reply.status < 200 || reply.status > 299) {
    const failure = notAnswered(reply, why);
    const expected = `status ${writer === 'POST' ? 201 : 204}`;
    return { reply, failure: failure && { ...failure, expected } };
  }
  if (writer === 'POST' && reply.status !== 201) {
    bench.warn({
      text: `a POST is answered with ${reply.status}`,
      why: 'It says that all went well, but the task has 201.',
    });
  }
  const [wanted, name] = writer === 'POST' ? [1, 'one more row'] : [-1, 'one row less'];
  const change = (await count()) - before;
  if (change === wanted) return { reply, failure: undefined };
  const failure: Failure = {
    mistake: `your ${writer} does not write`,
    expected: `${name} with that drink in \`orders\``,
    got: change === 0 ? 'as many rows as before' : `${Math.abs(change)} ${change > 0 ? 'more' : 'less'}`,
    why,
    tryThis: 'Look at the SQL in the trace below, and whether its transaction is committed.',
    reproduce: [reply.curl, psqlLine('SELECT id, size FROM orders WHERE drink = $1', [drink])],
  };
  return { reply, failure };
}
