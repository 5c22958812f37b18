import type { Bench } from '../../../src/exercise/bench.js';
import { warnOfImmortals, warnOfLateExpiry } from '../../../src/exercise/checks/keys.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { psqlLine, redisLine } from '../../../src/exercise/shell.js';
import { NotJudged } from '../../../src/exercise/trouble.js';
import { ofAll, ofDrink, type Read, wellWithin, wrongRevenue } from './revenue.js';
import type { Known } from './slips.js';
import { write } from './writes.js';

export const ttl: Check = {
  id: 'ttl',
  title: 'a write past the server shows after the time to live',
  after: ['right', 'hits'],
  async run(bench) {
    const [written, third] = [await bench.newDrink(), await bench.newDrink()];
    await warnOfLateExpiry(bench, 'A', () => bench.get(ofDrink(third.name).path));
    await bench.get(ofDrink(written.name).path);
    const { failure } = await write(bench, 'POST', written.name);
    if (failure) return failure;
    const reads = [ofDrink(written.name), ofAll];
    for (const { path } of reads) await bench.get(path);
    await bench.insertOrder(pastTheServer(written.name));
    const endless = await neverExpires(bench);
    if (endless) return { ...endless, ...(await lifetimeMistake(bench, false)) };
    for (const read of reads) {
      const { failure } = await untilRight(bench, read, bench.unknownDrink());
      if (failure) return { ...failure, ...(await lifetimeMistake(bench, true)) };
    }
    await warnOfImmortals(bench);
    return undefined;
  },
};

const pastTheServer = (drink: string) => ({ drink, size: 'small', priceCents: 280 }) as const;

const trials = 10;

/** A failure when an entry that is read all the time, while others are made, outlives its time. */
async function neverExpires(bench: Bench): Promise<Failure | undefined> {
  for (let number = 1; number <= trials; number++) {
    const [{ name }, other] = [await bench.newDrink(), bench.unknownDrink()];
    const read = ofDrink(name);
    const startMs = performance.now();
    await bench.get(read.path);
    await bench.insertOrder(pastTheServer(name));
    const { failure, gapMs } = await untilRight(bench, read, other, startMs);
    // After too long a gap, an entry whose life starts again at each read may have expired all the same.
    if (failure || gapMs < wellWithin(bench)) return failure;
  }
  throw new NotJudged(
    `${trials} times in a row, two reads were so far apart that any entry would have expired`,
  );
}

interface Watched {
  /** Why it is still wrong after three lifetimes. */
  readonly failure: Failure | undefined;
  /** The longest time in which there may have been no read, in ms. */
  readonly gapMs: number;
}

/** Asks, side by side with one that makes an entry for another drink each time, until the answer is right. */
async function untilRight(
  bench: Bench,
  read: Read,
  other: string,
  sinceMs = performance.now(),
): Promise<Watched> {
  const why =
    'A till, a script or a colleague in psql writes without your server, and a delete can fail. The time to live is the net below: it limits how long an answer can be wrong.';
  let failure: Failure | undefined;
  let gapMs = 0;
  let asked = 0;
  let lastMs = sinceMs;
  await bench.until(async () => {
    const startMs = performance.now();
    const [reply] = await Promise.all([bench.get(read.path), bench.get(ofDrink(`${other} ${asked++}`).path)]);
    gapMs = Math.max(gapMs, performance.now() - lastMs);
    lastMs = startMs;
    failure = await wrongRevenue(bench, reply, read, why);
    if (failure) bench.showReply(reply);
    return failure ? undefined : true;
  }, 3 * bench.ttlMs);
  if (!failure) return { failure, gapMs };
  const insert = `INSERT INTO orders (drink, size, price_cents) VALUES ($1, 'small', 280)`;
  const late = {
    got: `${failure.got}; ${(3 * bench.ttlMs) / 1000} s after the row came, with a time to live of ${bench.ttlMs / 1000} s`,
    reproduce: [
      ...failure.reproduce.slice(0, 1),
      psqlLine(insert, [read.parameters[0] ?? 'latte']),
      ...failure.reproduce,
    ],
  };
  return { failure: { ...failure, ...late }, gapMs };
}

/** What the entries that are left say about the reason. */
async function lifetimeMistake(bench: Bench, afterWrite: boolean): Promise<Known> {
  const keys = await bench.keys();
  const immortal = keys.find(({ ttlMs }) => ttlMs === null);
  const long = keys.find(({ ttlMs }) => ttlMs !== null && ttlMs > 2 * bench.ttlMs);
  if (long) {
    return {
      mistake: 'your entries live far too long',
      got: `\`${long.key}\` has ${Math.round((long.ttlMs ?? 0) / 1000)} s to live, and CACHE_TTL_SECONDS is ${bench.ttlMs / 1000}`,
      tryThis: 'EX and EXPIRE take seconds, PX and PEXPIRE milliseconds.',
      reproduce: [redisLine(['PTTL', long.key], long.database)],
    };
  }
  if (immortal) {
    return {
      mistake: afterWrite ? 'your write takes the time to live away' : 'your entries have no time to live',
      got: `\`${immortal.key}\` never expires`,
      tryThis: afterWrite
        ? 'A SET without EX makes an entry that never expires, also over one that would have. Give the time to live each time, or delete the entry.'
        : 'Give every entry its time to live in the command that makes it.',
      reproduce: [redisLine(['PTTL', immortal.key], immortal.database)],
    };
  }
  return {
    mistake: 'something makes your entries live longer',
    tryThis:
      'The time to live must run from when the answer was fetched. Look for what starts it again: an EXPIRE after a hit, or one on a key that many entries share.',
  };
}
