import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { answerBeforeRedis } from '../../../src/exercise/checks/interleave.js';
import { numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import type { Read } from './revenue.js';
import { sendWrite, shopNow, type Writer } from './writes.js';

export type Known = Partial<Failure>;

/** What the reads that follow a write are compared with. */
export interface Change {
  readonly writer: Writer;
  readonly written: Reply;
  readonly read: Read;
  /** What the read was before the write. */
  readonly before: number;
  /** What it is now. */
  readonly now: number;
}

/** Compares a wrong answer after a write with what one gets by the usual slips. */
export function slip(reply: Reply, { before, now }: Pick<Change, 'before' | 'now'>, other: number): Known {
  const got = numberIn(reply, 'revenue');
  if (got === now + (now - before)) {
    return {
      mistake: 'you count the same order twice',
      tryThis:
        'Another copy may have filled the entry from PostgreSQL, with your order, just before you add to it. Delete the entry rather than change it.',
    };
  }
  if (got === Number(`${before}${now - before}`)) {
    return {
      mistake: 'you join two texts where you mean to add',
      tryThis:
        'What comes from Redis is text, also when it looks like a number. Better than adding: delete the entry.',
    };
  }
  if (got === other) {
    return {
      mistake: 'both reads share one entry',
      tryThis: 'The key must tell the revenue of one drink from that of the others, and from the whole.',
    };
  }
  return {};
}

/** Why a read was answered as before the write, and what to look for. */
export async function stale(bench: Bench, { writer, written, read }: Change, drink: string): Promise<Known> {
  const failure = await late(bench, writer, drink);
  if (failure) return failure;
  bench.showReply(written);
  const told = written.wire.filter(({ store }) => store === 'redis');
  if (told.length === 0) {
    return {
      mistake: `your ${writer} leaves the cache alone`,
      tryThis: 'Whoever writes knows which answers have become wrong: see to their entries after the write.',
    };
  }
  const failed = told.find((event) => event.failed);
  return {
    mistake: `your ${writer} leaves ${read.entry} in the cache`,
    tryThis: failed
      ? `Redis refused \`${failed.text}\`: ${failed.reply}`
      : 'Two entries have become wrong. Compare the keys in the trace below with those that the reads use; `redis-cli monitor` shows both.',
  };
}

/** A failure when a write is answered before Redis has confirmed what it was told because of it. */
export async function late(bench: Bench, writer: Writer, drink: string): Promise<Failure | undefined> {
  const shop = await shopNow(bench, drink);
  const reply = await answerBeforeRedis(bench, (to) => sendWrite(bench, writer, drink, shop, to));
  if (!reply) return undefined;
  bench.showReply(reply);
  return {
    mistake: 'your answer does not wait for the cache',
    expected: `an answer to the ${writer} once Redis has confirmed what it was told`,
    got: 'while the reply of Redis was kept back, the answer was already there',
    why: "Whoever gets the answer and asks another copy at once may be quicker than your command to Redis, and gets the old answer. An error of Redis would also be nobody's to handle.",
    tryThis:
      'Write `await` before it, in the handler, before the answer is sent; a hook that runs after the answer is too late.',
    reproduce: ['redis-cli -u "$REDIS_URL" MONITOR', reply.curl],
  };
}
