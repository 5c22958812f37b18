import type { Hold } from '../../lab/tap/event.js';
import type { Bench, CopyName, Reply } from '../bench.js';
import { settles } from './settled.js';

/** How long to wait for what may not come, in ms: no verdict depends on it that is against the server. */
const patienceMs = 300;
/** How long an answer may take that depends on nothing any more, in ms. */
const answerMs = 600;
/** How many commands a write may send without waiting for the one before. */
const unawaited = 8;

/** A write and a read of the same thing, as requests to the learner's server. */
export interface Pair {
  write(to: CopyName): Promise<Reply>;
  read(to: CopyName): Promise<Reply>;
}

/** What a write through A and a read through B came to that were carried out at the same time. */
export interface Meeting {
  readonly written: Reply;
  readonly read: Reply;
  /** How many Redis commands copy A sent before it could know that its write was committed. */
  readonly before: number;
  /** How many Redis commands any copy sent from then on, until all was quiet. */
  readonly after: number;
  /** When the read had been answered, on the clock of `performance.now()`, in ms. */
  readonly readMs: number;
}

/**
 * Lets copy B read, and fill the cache, while the write of copy A is committed and A does not know it yet.
 * `early`: B has its rows from before the write, and puts them into the cache after it; otherwise it starts
 * when the write is committed. Whatever A does to the cache once it knows of its commit comes after B.
 * Redis should be empty before. Undefined when it cannot be brought about: B asks PostgreSQL nothing, or A
 * changes no row.
 */
export async function meet(
  bench: Bench,
  { write, read }: Pair,
  early: boolean,
): Promise<Meeting | undefined> {
  const holds: Hold[] = [];
  const held = (hold: Hold) => {
    holds.push(hold);
    return hold;
  };
  try {
    let reading: Promise<Reply> | undefined;
    const selected = early ? held(bench.holdPostgres(settles('B', 'reads'))) : undefined;
    if (selected) {
      reading = watched(read('B'));
      if (!(await comesFirst(selected.held, reading))) return undefined;
    }
    let before = 0;
    held(
      bench.holdRedis(({ source }) => {
        if (source === 'A') before++;
        return false;
      }),
    );
    const committed = held(bench.holdPostgres(settles('A', 'writes')));
    const writing = watched(write('A'));
    if (!(await comesFirst(committed.held, writing))) return undefined;
    // A delete that was sent side by side with the write may come a little after it.
    await bench.until(async () => (before > 0 ? true : undefined), patienceMs);
    selected?.release();
    const readReply = await (reading ?? read('B'));
    const readMs = performance.now();
    committed.release();
    const written = await writing;
    const after = written.wire.filter(({ store, startMs }) => store === 'redis' && startMs >= readMs).length;
    return { written, read: readReply, before, after, readMs };
  } finally {
    for (const hold of holds) hold.release();
  }
}

/**
 * The answer of copy A to a write, if it is there before Redis has answered the first command that A sent
 * after its commit. Undefined when A waits for Redis, or sends it nothing.
 */
export async function answerBeforeRedis(bench: Bench, write: Pair['write']): Promise<Reply | undefined> {
  const isCommit = settles('A', 'writes');
  let committed = false;
  const commit = bench.holdPostgres((request) => {
    committed ||= isCommit(request);
    return false;
  });
  // Each keeps one reply back; what waited for its reply unkept would look like a server that is not quiet.
  const holds = Array.from({ length: unawaited }, () =>
    bench.holdRedis(({ source }) => committed && source === 'A'),
  );
  const release = () => {
    for (const hold of holds) hold.release();
  };
  try {
    let answered = false;
    const writing = watched(write('A')).finally(() => {
      answered = true;
    });
    const came = await comesFirst(Promise.any(holds.map(({ held }) => held)), watched(writing));
    if (came) await bench.until(async () => (answered ? true : undefined), answerMs);
    const early = came && answered;
    release();
    const reply = await writing;
    return early ? reply : undefined;
  } finally {
    release();
    commit.release();
  }
}

/** A promise that may be rejected while something else is awaited. */
function watched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function comesFirst(held: Promise<void>, reply: Promise<Reply>): Promise<boolean> {
  return Promise.race([held.then(() => true), reply.then(() => false)]);
}
