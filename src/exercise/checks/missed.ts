import type { WireEvent } from '../../lab/tap/event.js';
import type { Bench, Reply } from '../bench.js';
import type { Failure } from '../exercise.js';
import { conclusive } from './conclusive.js';

type Cause = Pick<Failure, 'got' | 'tryThis'> & { readonly mistake: string };

/** Entries that live shorter than this, in ms, were meant to live longer. */
const shortLifeMs = 200;

/**
 * Finds out why a repeated request is no hit. Begins again from an empty Redis: `ask` sends a request that
 * should be a hit when it is sent again.
 */
export async function whyMissed(bench: Bench, ask: () => Promise<Reply>): Promise<Cause> {
  const { first, left, repeat, leftAfterRepeat } = await conclusive(
    0.7 * bench.ttlMs,
    async () => {
      await bench.flush();
      const first = await ask();
      const left = await bench.keys();
      const repeat = await ask();
      return { first, left, repeat, leftAfterRepeat: await bench.keys() };
    },
    // An entry that has ended meanwhile would give the miss another cause.
    () => false,
  );
  bench.showReply(repeat);

  const written = redisOf(first);
  const looked = redisOf(repeat);
  const asked = `the repeat asked PostgreSQL again (${count(repeat.selects, 'SELECT')})`;
  const both = [...written, ...looked];
  if (both.length === 0) {
    return {
      mistake: 'there is no cache yet',
      got: `${asked}, and Redis was not asked at all`,
      tryThis: 'Look in Redis before you ask PostgreSQL, and leave the answer there afterwards.',
    };
  }
  const refused = both.find(({ failed }) => failed);
  if (refused) {
    return {
      mistake: 'Redis refuses one of your commands',
      got: `${asked}; Redis answered \`${short(refused.text)}\` with ${refused.reply}`,
      tryThis: 'Compare the command with its page on redis.io: order, number and type of what it takes.',
    };
  }
  const brief = shortLife(both);
  if (brief) {
    return {
      mistake: `${brief.word} counts milliseconds`,
      got: `${asked}; \`${short(brief.text)}\` lets the entry live ${brief.ms} ms`,
      tryThis: 'Give seconds where seconds are counted (`EX`), or multiply by 1000.',
    };
  }
  if (left.length === 0) return nothingLeft(asked, written);
  if (leftAfterRepeat.length > left.length) {
    return {
      mistake: 'your key is another one each time',
      got: `${asked}; Redis held ${count(left.length, 'key')} before it and ${leftAfterRepeat.length} after it`,
      tryThis:
        'Make the key of what the request asks for, and of nothing that changes: no time, no random value, no number of the request.',
    };
  }
  if (looked.some(found)) {
    return {
      mistake: 'you ask PostgreSQL on a hit, too',
      got: `${asked}, though Redis had the entry`,
      tryThis: 'Answer with what Redis had before you come to the query. Is there a `return` missing?',
    };
  }
  if (!looked.some(missing)) {
    return {
      mistake: 'you leave the answer in Redis, but do not look there',
      got: `${asked} without looking in Redis before`,
      tryThis: 'Begin the route with a look in Redis.',
    };
  }
  return {
    mistake: 'you look under another name than the one you have written',
    got: `${asked}; what it looked for in Redis was not there, while something else was`,
    tryThis: 'Make the key in one place, and use it for looking and for writing.',
  };
}

function nothingLeft(asked: string, written: readonly WireEvent[]): Cause {
  const onlyLooks = written.every(({ statement }) =>
    /^(H?M?GET|HGETALL|EXISTS|HEXISTS|P?TTL)$/.test(statement),
  );
  if (onlyLooks) {
    return {
      mistake: 'you look in Redis, but leave nothing there',
      got: `${asked}, since the first request had left nothing in Redis`,
      tryThis: 'After the query, keep its answer under the name that you look for.',
    };
  }
  return {
    mistake: 'your entry is gone at once',
    got: `${asked}, since Redis was empty again after the first request`,
    tryThis: 'Look in the trace of the first request for what deletes the entry, or lets it expire.',
  };
}

/** A stated life in milliseconds that is too short to be meant. */
function shortLife(commands: readonly WireEvent[]): { word: string; ms: number; text: string } | undefined {
  for (const { statement, parameters, text } of commands) {
    const at = parameters.findIndex((word) => word?.toUpperCase() === 'PX');
    const [word, value] =
      at > 0
        ? ['PX', parameters[at + 1]]
        : ['PSETEX', 'PEXPIRE'].includes(statement)
          ? [statement, parameters[1]]
          : [];
    if (word !== undefined && value != null && Number(value) < shortLifeMs) {
      return { word, ms: Number(value), text };
    }
  }
  return undefined;
}

/** Whether a command was answered with a value: a string, or an aggregate that is not empty. */
function found({ statement, reply }: WireEvent): boolean {
  return /^("|\d+ (item|field))/.test(reply) || (statement === 'EXISTS' && reply === '(integer) 1');
}

/** Whether a command was answered with nothing. A write may be answered with 0, too. */
function missing({ statement, reply }: WireEvent): boolean {
  return /^\((nil|empty)/.test(reply) || (/EXISTS$/.test(statement) && reply === '(integer) 0');
}

function redisOf({ wire }: Reply): WireEvent[] {
  return wire.filter(({ store }) => store === 'redis');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
