import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { difference } from '../../../src/exercise/checks/answers.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { whyMissed } from '../../../src/exercise/checks/missed.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { ofAll, ofDrink, rightWhy, wellWithin, wrongRevenue } from './revenue.js';

export const hits: Check = {
  id: 'hits',
  title: 'a repeat costs no SELECT',
  after: ['right'],
  async run(bench) {
    const cases = [
      async () => ofDrink((await bench.newDrink()).name),
      async () => ofAll,
      async () => ofDrink(bench.unknownDrink()),
    ];
    for (const [index, newRead] of cases.entries()) {
      const pair = await conclusive(
        wellWithin(bench),
        async () => {
          await bench.flush();
          const read = await newRead();
          const ask = () => bench.get(read.path);
          const first = await ask();
          return { wrong: await wrongRevenue(bench, first, read, rightWhy), first, second: await ask(), ask };
        },
        ({ second }) => second.selects === 0,
      );
      const failure = pair.wrong ?? (await missed(bench, pair, index === 2));
      if (failure) return failure;
    }
    return undefined;
  },
};

interface Repeated {
  readonly first: Reply;
  readonly second: Reply;
  ask(): Promise<Reply>;
}

/** `nothing`: what was asked for has no orders. */
async function missed(
  bench: Bench,
  { first, second, ask }: Repeated,
  nothing: boolean,
): Promise<Failure | undefined> {
  const form = {
    expected: 'the same answer again, without a SELECT',
    why: 'To invalidate is to ask PostgreSQL once after each write. To ask it each time is right, too, and as slow as ever.',
    reproduce: [first.curl, second.curl],
  };
  const differs = difference(first, second);
  if (differs !== undefined) {
    return {
      ...form,
      mistake: 'a hit answers something else than a miss',
      got: differs,
      tryThis: 'Turn what comes from Redis back into what was put there: it is text, whatever it was.',
    };
  }
  if (second.selects === 0) return undefined;
  const got = `${second.selects} SELECT${second.selects === 1 ? '' : 's'} for the second of two requests in a row`;
  if (!first.wire.some(({ store }) => store === 'redis')) {
    return {
      ...form,
      mistake: 'you have taken the cache away',
      got,
      tryThis: 'Let the reads keep their answers as they did, and delete the entries when they become wrong.',
    };
  }
  if (nothing) {
    return {
      ...form,
      mistake: 'you take 0 for a miss',
      got: `${got}, for a drink that nobody has ordered`,
      tryThis:
        'What says that there is no entry is null. `if (!cached)` is also true of 0 and of an empty text: compare with null.',
    };
  }
  return { ...form, ...(await whyMissed(bench, ask)) };
}
