import type { Reply } from '../../../src/exercise/bench.js';
import { difference } from '../../../src/exercise/checks/answers.js';
import { within } from '../../../src/exercise/checks/time.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { newQuestions, routes } from './questions.js';
import { wellWithin } from './while-alive.js';

export const same: Check = {
  id: 'same',
  title: 'a hit is answered as the miss was, dates included',
  after: ['repeat'],
  async run(bench) {
    for (const route of routes) {
      const failure = await within(bench.ttlMs * wellWithin, async () => {
        const question = (await newQuestions(bench))[route];
        const miss = await bench.get(question.path);
        for (const copy of ['A', 'B'] as const) {
          const hit = await bench.get(question.path, copy);
          const changed = difference(miss, hit);
          if (changed === undefined) continue;
          return {
            ...slip(miss, hit),
            expected: `the same status, content type and JSON as from PostgreSQL, on \`${route}\``,
            got: `from the cache ${changed}`,
            why: 'A client cannot know which one it gets. Such a fault comes and goes, and is not there when you look for it.',
            reproduce: [miss.curl, hit.curl],
          };
        }
        return undefined;
      });
      if (failure) return failure;
    }
    return undefined;
  },
};

function slip(miss: Reply, hit: Reply): Pick<Failure, 'mistake' | 'tryThis'> {
  if (hit.status >= 500) {
    return {
      mistake: 'your server fails on a hit',
      tryThis:
        'What comes out of Redis is text, and `JSON.parse` makes no dates of it: where there was a Date on a miss, there is a string on a hit, which has no `toISOString`.',
    };
  }
  if (hit.status !== miss.status) {
    return {
      mistake: 'a hit has another status',
      tryThis: 'Keep the status with the answer, or keep only what the handler makes the answer of.',
    };
  }
  const [was, is] = [leaves(miss.json), leaves(hit.json)];
  if ([...is].some(([path, value]) => isJson(value) && !was.has(path))) {
    return {
      mistake: 'an answer from the cache is turned into JSON twice',
      tryThis: 'What you have put in as JSON must go through `JSON.parse` when it comes out.',
    };
  }
  const changed = [...was].filter(([path, value]) => is.has(path) && is.get(path) !== value);
  const onlyDates = changed.every(([path, value]) => isDate(value) || isDate(is.get(path)));
  if (changed.length > 0 && onlyDates) {
    return {
      mistake: 'a date comes back changed',
      tryThis:
        'JSON has no dates. Keep them as `toISOString()` writes them, with milliseconds and time zone, and answer the same text both times.',
    };
  }
  if (changed.some(([path, value]) => typeof value !== 'string' && is.get(path) === String(value))) {
    return {
      mistake: 'numbers come back from the cache as text',
      tryThis:
        'Redis keeps text. Turn the fields of a hash back into what they were, or keep the whole answer as JSON.',
    };
  }
  if (miss.json !== undefined && changed.length === 0 && was.size === is.size) {
    return {
      mistake: 'a hit is not sent as JSON',
      tryThis:
        'A framework takes a string for text. Parse it first, or set `content-type: application/json` yourself.',
    };
  }
  return {
    mistake: 'a hit has other contents',
    tryThis: 'Compare both answers field by field. What tells a hit from a miss belongs into a header.',
  };
}

/** Every value that holds no other, by its path. */
function leaves(json: unknown, path = ''): Map<string, unknown> {
  if (typeof json !== 'object' || json === null) return new Map([[path, json]]);
  return new Map(Object.entries(json).flatMap(([name, value]) => [...leaves(value, `${path}/${name}`)]));
}

/** Whether a value is the text of an object or an array. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && /\d{4}.*\d\d:\d\d/.test(value);
}
