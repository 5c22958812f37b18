import type { Bench, CopyName } from '../../../src/exercise/bench.js';
import { meet } from '../../../src/exercise/checks/interleave.js';
import { numberIn } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { NotJudged } from '../../../src/exercise/trouble.js';
import { ofAll, ofDrink, truthOf, wellWithin, wrongRevenue } from './revenue.js';
import { slip } from './slips.js';
import { sendWrite, shopNow, type Writer, writers } from './writes.js';

export const held: Check = {
  id: 'held',
  title: 'a read during a write leaves no old entry behind',
  after: ['right', 'hits'],
  async run(bench) {
    for (const early of [true, false]) {
      for (const writer of writers) {
        for (const whole of [false, true]) {
          const failure = await afterMeeting(bench, writer, whole, early);
          if (failure) return failure;
        }
      }
    }
    return undefined;
  },
};

const meetings = 10;

/** Lets a read meet a write, until what was left behind could be looked at before it expired. */
async function afterMeeting(
  bench: Bench,
  writer: Writer,
  whole: boolean,
  early: boolean,
): Promise<Failure | undefined> {
  for (let number = 1; number <= meetings; number++) {
    const { name } = await bench.newDrink();
    const read = whole ? ofAll : ofDrink(name);
    const shop = await shopNow(bench, name);
    const before = whole ? shop.whole : shop.own;
    await bench.flush();
    const pair = {
      write: (to: CopyName) => sendWrite(bench, writer, name, shop, to),
      read: (to: CopyName) => bench.get(read.path, to),
    };
    const meeting = await meet(bench, pair, early);
    if (!meeting) return undefined;
    const now = await truthOf(bench, read);
    for (const copy of ['A', 'B'] as const) {
      const reply = await bench.get(read.path, copy);
      const failure = await wrongRevenue(bench, reply, read, heldWhy, now);
      if (!failure) continue;
      const old = numberIn(reply, 'revenue') === before;
      return {
        ...failure,
        ...(old ? tooEarly(writer, meeting.before > 0) : slip(reply, { before, now }, NaN)),
        got: `${failure.got}, after a ${writer} through copy A and a read through copy B at the same time`,
      };
    }
    if (meeting.before > 0 && meeting.after === 0) {
      bench.showReply(meeting.written);
      return {
        ...tooEarly(writer, true),
        expected: 'a command to Redis after the row is committed',
        got: `${meeting.before} before PostgreSQL had confirmed the ${writer}, and none after`,
        why: heldWhy,
        reproduce: [meeting.written.curl],
      };
    }
    if (performance.now() - meeting.readMs < wellWithin(bench)) return undefined;
  }
  throw new NotJudged(`${meetings} times in a row, an entry could have expired before it was looked at`);
}

const heldWhy =
  'A read that comes in between finds no entry and the old rows, and puts the old answer back. Then the row is committed, and nothing deletes that entry any more.';

function tooEarly(writer: Writer, told: boolean): Pick<Failure, 'mistake' | 'tryThis'> {
  return {
    mistake: told
      ? 'you delete the entry before the row is committed'
      : `a read during a ${writer} leaves an old entry behind`,
    tryThis:
      'First the write, until PostgreSQL has confirmed it; in a transaction, that is COMMIT. Then, and only then, the entries.',
  };
}
