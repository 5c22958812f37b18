import type { Bench, CopyName, Reply } from '../bench.js';
import { settles } from './settled.js';

/** Warns when a request has looked through all keys of Redis. `what` it was: `a write`, `a read`. */
export function warnOfScans(bench: Bench, { wire }: Reply, what = 'a write'): void {
  const scan = wire.find(({ store, statement }) => store === 'redis' && /^(KEYS|SCAN)$/.test(statement));
  if (!scan) return;
  bench.warn({
    text: `${what} looks through all keys with ${scan.statement}`,
    why: 'Right, but it takes as long as there are keys, those of other programs included; KEYS also keeps every other client waiting meanwhile.',
  });
}

/** Warns of keys that never expire, after a check has seen that what is read does. */
export async function warnOfImmortals(bench: Bench): Promise<void> {
  const [immortal] = (await bench.keys()).filter(({ ttlMs }) => ttlMs === null);
  if (!immortal) return;
  bench.warn({
    text: 'a key of yours never expires',
    why: `\`${immortal.key}\` stays for ever. What is read through it expires, so the answers are right; but if there is one for each drink, Redis fills up with them.`,
  });
}

/**
 * Warns when an entry is there without a time to live for a moment, between two commands of the read that
 * makes it. Redis should be empty before, and `read` a miss on the copy.
 */
export async function warnOfLateExpiry(
  bench: Bench,
  copy: CopyName,
  read: () => Promise<Reply>,
): Promise<void> {
  const isSelected = settles(copy, 'reads');
  let selected = false;
  const select = bench.holdPostgres((request) => {
    selected ||= isSelected(request);
    return false;
  });
  const hold = bench.holdRedis(({ source }) => selected && source === copy);
  const immortals = async () => (await bench.keys()).filter(({ ttlMs }) => ttlMs === null);
  try {
    const reading = read();
    reading.catch(() => {});
    await Promise.race([hold.held, reading]);
    const then = await immortals();
    hold.release();
    await reading;
    const now = new Set((await immortals()).map(({ key }) => key));
    const entry = then.find(({ key }) => !now.has(key));
    if (!entry) return;
    bench.warn({
      text: 'an entry is made first, and gets its time to live afterwards',
      why: `\`${entry.key}\` had none for a moment. A server that ends in that moment leaves an entry that never expires; Redis can do both in one command.`,
    });
  } finally {
    hold.release();
    select.release();
  }
}
