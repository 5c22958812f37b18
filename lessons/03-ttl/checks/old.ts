import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { notAnswered } from '../../../src/exercise/checks/answers.js';
import { leavesOthersAlone } from '../../../src/exercise/checks/canary.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { redisLine } from '../../../src/exercise/shell.js';
import { check, isOld, NotHeld } from './entry.js';
import { newFavourite, pathOf, truth, wrongRanking } from './ranking.js';

const oldLimits = [47, 48] as const;
const oldKey = (limit: number) => `drinks:top:${limit}`;

/** Leaves in Redis what the starter leaves there for some limits. */
async function leaveOldEntries(bench: Bench): Promise<void> {
  const ranking = await truth(bench);
  for (const limit of oldLimits) {
    await bench.redis(['SET', oldKey(limit), JSON.stringify({ drinks: ranking.slice(0, limit) })]);
  }
}

export const old = check({
  id: 'old',
  title: 'what the old server has left is not given out for ever',
  after: ['expires', 'killed'],
  async run(bench) {
    const [limit] = oldLimits;
    await leaveOldEntries(bench);
    const favourite = await newFavourite(bench);
    const saw = watchForKeys(bench);
    await bench.restart();
    let reply = await bench.get(pathOf(limit));
    const right = await bench.until(async () => {
      if (reply.status === 200 && !isOld(reply, favourite)) return true;
      reply = await bench.get(pathOf(limit));
      return undefined;
    }, 1.5 * bench.ttlMs);
    if (saw.keys()) warnOfKeys(bench);
    if (!right) throw new NotHeld(stillThere(reply, limit));
    const failure = wrongRanking(bench, reply, limit, await truth(bench));
    if (failure) throw new NotHeld(failure);
    await warnOfLeftOvers(bench, limit);
  },
});

function stillThere(reply: Reply, limit: number): Failure {
  const form = {
    why: 'Entries outlive the program that made them. New code does not mend old data.',
    reproduce: [redisLine(['TTL', oldKey(limit)]), reply.curl],
  };
  const failure = notAnswered(reply, form.why);
  if (failure) {
    return {
      ...failure,
      ...form,
      mistake: 'your server stumbles over an entry of the old server',
      tryThis:
        'An entry under this name may have another form than yours: use another name, or delete the old entries.',
    };
  }
  return {
    ...form,
    mistake: 'the entries of the old server live on',
    expected: 'the new favourite, at the latest one time to live after the first request',
    got: `what stood in \`${oldKey(limit)}\` when your server was started`,
    tryThis:
      'Leave the old entries behind by another name for your keys, delete them when your server starts, or give those an end that have none.',
  };
}

/** Sees, past all requests, whether a server uses KEYS. A hold that accepts nothing keeps nothing back. */
function watchForKeys(bench: Bench): { keys(): boolean } {
  let seen = false;
  bench.holdRedis(({ statement }) => {
    seen ||= statement === 'KEYS';
    return false;
  });
  return { keys: () => seen };
}

function warnOfKeys(bench: Bench): void {
  bench.warn({
    text: 'your server looks for keys with KEYS',
    why: 'Redis answers nobody else while it goes through all keys there are. SCAN does the same in small steps.',
  });
}

async function warnOfLeftOvers(bench: Bench, limit: number): Promise<void> {
  const left = (await bench.keys()).some(
    ({ database, key, ttlMs }) => database === 0 && key === oldKey(limit) && ttlMs === null,
  );
  if (!left) return;
  bench.warn({
    text: 'the entries of the old server stay in Redis',
    why: 'Nobody reads them any more, but they take memory until somebody deletes them.',
  });
}

export const others: ReturnType<typeof leavesOthersAlone> = leavesOthersAlone(
  async (bench) => {
    await leaveOldEntries(bench);
    await bench.restart();
    for (const limit of oldLimits) {
      const reply = await bench.get(pathOf(limit));
      const failure = notAnswered(reply, 'Only a server that answers can be judged.');
      if (failure) return failure;
    }
    return undefined;
  },
  ['old'],
);
