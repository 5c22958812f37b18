import type { Bench, CopyName, Reply } from '../../../src/exercise/bench.js';
import { conclusive } from '../../../src/exercise/checks/conclusive.js';
import { warnOfLateExpiry, warnOfScans } from '../../../src/exercise/checks/keys.js';
import { whyMissed } from '../../../src/exercise/checks/missed.js';
import { differsFromMiss } from '../../../src/exercise/checks/same-answer.js';
import type { Check } from '../../../src/exercise/exercise.js';
import { newQuestion, pathOf, type Question, wrongAnswer } from './question.js';

/** A careful program may let an entry live a little shorter than it was told, but not half as long. */
export const surelyAlive = 0.5;

export interface Repeated {
  readonly question: Question;
  readonly first: Reply;
  readonly repeat: Reply;
}

/** Asks a new question twice, in time for the repeat to be a hit; of A, and then of `to`. */
export function askTwice(bench: Bench, to: CopyName = 'A'): Promise<Repeated> {
  return conclusive(
    bench.ttlMs * surelyAlive,
    async () => {
      const question = await newQuestion(bench);
      const first = await bench.get(pathOf(question));
      return { question, first, repeat: await bench.get(pathOf(question), to) };
    },
    ({ repeat }) => repeat.selects === 0,
  );
}

export const repeat: Check = {
  id: 'repeat',
  title: 'a repeated request costs no SELECT',
  after: ['average'],
  async run(bench) {
    const { first, repeat } = await askTwice(bench);
    if (repeat.selects === 0) {
      for (const reply of [first, repeat]) warnOfScans(bench, reply, 'a read');
      await bench.flush();
      const next = pathOf(await newQuestion(bench));
      await warnOfLateExpiry(bench, 'A', () => bench.get(next));
      return undefined;
    }
    const question = await newQuestion(bench);
    const cause = await whyMissed(bench, () => bench.get(pathOf(question)));
    return {
      ...cause,
      expected: 'no SELECT for a question that has just been answered',
      why: 'A hit does not touch PostgreSQL: that is all that a cache is for.',
      reproduce: [repeat.curl, repeat.curl],
    };
  },
};

export const same: Check = {
  id: 'same',
  title: 'a hit is answered exactly like the miss before it',
  after: ['repeat'],
  async run(bench) {
    const { question, first, repeat } = await askTwice(bench);
    const failure =
      differsFromMiss(first, repeat) ?? wrongAnswer(bench, repeat, question, 'A hit is an answer.');
    if (failure) bench.showReply(repeat);
    return failure;
  },
};

export const copies: Check = {
  id: 'copies',
  title: 'what one copy has answered is a hit for the other',
  after: ['repeat'],
  async run(bench) {
    const { first, repeat } = await askTwice(bench, 'B');
    if (repeat.selects === 0) return differsFromMiss(first, repeat);
    bench.showReply(repeat);
    return {
      ...(await whyApart(bench)),
      expected: 'no SELECT when copy B is asked what copy A has just answered',
      why: 'A service runs in several copies, and each is restarted now and then: every one of them would begin with an empty cache, and answer differently from the others.',
      reproduce: [first.curl, repeat.curl],
    };
  },
};

async function whyApart(bench: Bench) {
  await bench.flush();
  const path = pathOf(await newQuestion(bench));
  await bench.get(path, 'A');
  const left = (await bench.keys()).length;
  const { selects } = await bench.get(path, 'B');
  const asked = `copy B asked PostgreSQL (${selects} SELECT${selects === 1 ? '' : 's'})`;
  if (left === 0) {
    return {
      mistake: 'the cache lives in one process',
      got: `${asked}; copy A had left nothing in Redis`,
      tryThis: 'Keep the answers in Redis, at `REDIS_URL`, rather than in a variable.',
    };
  }
  return {
    mistake: 'each copy keeps entries of its own',
    got: `${asked}; what copy A had left in Redis was of no use to it`,
    tryThis:
      'Leave out of the key what differs between the copies: the port, the number of the process, an id made at the start.',
  };
}
