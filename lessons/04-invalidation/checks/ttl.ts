import type { Bench } from '../../../src/exercise/bench.js';
import { warnOfImmortals, warnOfLateExpiry } from '../../../src/exercise/checks/keys.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { psqlLine, redisLine } from '../../../src/exercise/shell.js';
import { ofAll, ofDrink, type Read, wrongRevenue } from './revenue.js';
import type { Known } from './slips.js';
import { write } from './writes.js';

export const ttl: Check = {
  id: 'ttl',
  title: 'a write past the server shows after the time to live',
  after: ['right', 'hits'],
  async run(bench) {
    const [quiet, written, third] = [await bench.newDrink(), await bench.newDrink(), await bench.newDrink()];
    await warnOfLateExpiry(bench, 'A', () => bench.get(ofDrink(third.name).path));
    for (const { name } of [quiet, written]) await bench.get(ofDrink(name).path);
    const { failure } = await write(bench, 'POST', written.name);
    if (failure) return failure;
    const reads = [ofDrink(quiet.name), ofDrink(written.name), ofAll];
    const others = reads.map(() => bench.unknownDrink());
    for (const { path } of reads) await bench.get(path);
    for (const { name: drink } of [quiet, written]) {
      await bench.insertOrder({ drink, size: 'small', priceCents: 280 });
    }
    for (const [index, read] of reads.entries()) {
      const failure = await neverRight(bench, read, others[index] ?? '');
      if (failure) return { ...failure, ...(await lifetimeMistake(bench, index === 1)) };
    }
    await warnOfImmortals(bench);
    return undefined;
  },
};

/** Asks, for other drinks too, until the answer is right. A failure when it is still wrong after three lifetimes. */
async function neverRight(bench: Bench, read: Read, other: string): Promise<Failure | undefined> {
  const why =
    'A till, a script or a colleague in psql writes without your server, and a delete can fail. The time to live is the net below: it limits how long an answer can be wrong.';
  let failure: Failure | undefined;
  let asked = 0;
  await bench.until(async () => {
    failure = await wrongRevenue(bench, await bench.get(read.path), read, why);
    if (failure) await bench.get(ofDrink(`${other} ${asked++}`).path);
    return failure ? undefined : true;
  }, 3 * bench.ttlMs);
  if (!failure) return undefined;
  const insert = `INSERT INTO orders (drink, size, price_cents) VALUES ($1, 'small', 280)`;
  return {
    ...failure,
    got: `${failure.got}; ${(3 * bench.ttlMs) / 1000} s after the row came, with a time to live of ${bench.ttlMs / 1000} s`,
    reproduce: [
      ...failure.reproduce.slice(0, 1),
      psqlLine(insert, [read.parameters[0] ?? 'latte']),
      ...failure.reproduce,
    ],
  };
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
