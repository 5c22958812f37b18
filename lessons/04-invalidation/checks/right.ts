import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { ofAll, ofDrink, rightWhy, wrongRevenue } from './revenue.js';
import { late, slip, stale } from './slips.js';
import { type Shop, shopNow, type Writer, write, writers } from './writes.js';

export const right: Check = {
  id: 'right',
  title: 'every read after every write is right, 20 times over',
  async run(bench) {
    const { name } = await bench.newDrink();
    let shop = await shopNow(bench, name);
    for (const { read, truth } of readsOf(name, shop)) {
      const reply = await bench.get(read.path);
      const failure = await wrongRevenue(bench, reply, read, rightWhy, truth);
      if (failure) return { ...failure, ...slip(reply, { before: NaN, now: NaN }, shop.own) };
    }
    for (let round = 0; round < 20; round++) {
      const writer = round % 2 === 0 ? 'POST' : 'DELETE';
      const { reply, now, failure } = await write(bench, writer, name, { before: shop });
      const wrong =
        failure ?? (await wrongAfter(bench, { writer, written: reply, drink: name, was: shop, now }));
      if (wrong) return wrong;
      shop = now;
    }
    for (const writer of writers) {
      const failure = await late(bench, writer, name);
      if (failure) return failure;
    }
    return undefined;
  },
};

const readsOf = (drink: string, { own, whole }: Shop) => [
  { read: ofDrink(drink), truth: own, other: whole },
  { read: ofAll, truth: whole, other: own },
];

interface Round {
  readonly writer: Writer;
  readonly written: Reply;
  readonly drink: string;
  readonly was: Shop;
  readonly now: Shop;
}

/** Looks at both reads after a write through the same copy. */
async function wrongAfter(bench: Bench, round: Round): Promise<Failure | undefined> {
  const { writer, written, drink, was, now } = round;
  const before = readsOf(drink, was).map(({ truth }) => truth);
  const reads = readsOf(drink, now);
  const replies = await Promise.all(reads.map(({ read }) => bench.get(read.path)));
  for (const [index, { read, truth, other }] of reads.entries()) {
    const reply = replies[index] as Reply;
    const failure = await wrongRevenue(bench, reply, read, rightWhy, truth);
    if (!failure) continue;
    bench.showReply(reply);
    const change = { writer, written, read, before: before[index] ?? NaN, now: truth };
    const old = numberIn(reply, 'revenue') === change.before;
    return {
      ...failure,
      got: old ? `the answer from before the ${writer}${start(reply)}` : failure.got,
      reproduce: [reply.curl, written.curl, ...failure.reproduce],
      ...(old ? await stale(bench, change, drink) : slip(reply, change, other)),
    };
  }
  return undefined;
}
