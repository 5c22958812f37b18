import type { Reply } from '../bench.js';
import type { Failure } from '../exercise.js';
import { difference, start } from './answers.js';

type Named = Pick<Failure, 'tryThis'> & { readonly mistake?: string };

/**
 * A failure unless a hit gives a client what the miss before it gave: status, media type and JSON. Headers
 * may differ, and so may the order of fields.
 */
export function differsFromMiss(miss: Reply, hit: Reply): Failure | undefined {
  const changed = difference(miss, hit);
  if (changed === undefined) return undefined;
  return {
    ...named(miss, hit),
    expected: 'the same status, content type and JSON for a hit as for the miss before it',
    got: hit.status >= 500 ? `status ${hit.status}${start(hit)}` : changed,
    why: 'A client must not notice whether the cache had the answer: otherwise it works today and breaks tomorrow.',
    reproduce: [miss.curl, hit.curl],
  };
}

function named(miss: Reply, hit: Reply): Named {
  if (/\[object \w+\]/.test(hit.text)) {
    return {
      mistake: 'you keep an object as text, and its contents are lost',
      tryThis: 'Turn it into text with `JSON.stringify` before you give it to Redis.',
    };
  }
  if (hit.status >= 500) {
    return {
      mistake: 'a hit fails in your server',
      tryThis: 'Look at how you read back what you keep; on a miss, that code does not run.',
    };
  }
  if (hit.status !== miss.status) {
    return { mistake: 'a hit has another status', tryThis: 'Answer with the status of the first answer.' };
  }
  if (typeof hit.json === 'string' && typeof miss.json !== 'string') {
    return {
      mistake: 'a hit is turned into JSON twice',
      tryThis: 'What you keep is already JSON: parse it before you hand it to the framework.',
    };
  }
  const was = fieldsOf(miss.json);
  const is = fieldsOf(hit.json);
  const known = was && is && namedFields(was, is);
  if (known) return known;
  return {
    mistake: 'a hit is not sent as a miss is',
    tryThis:
      'What you keep is text, and your framework sends text as text: parse it first, or set the content type yourself.',
  };
}

type Fields = Readonly<Record<string, unknown>>;

function namedFields(was: Fields, is: Fields): Named | undefined {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const other = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  const gone = other.filter((name) => is[name] === undefined);
  const [name] = other;
  if (name === undefined) return undefined;
  if (gone.length > 0) {
    return {
      mistake: `a hit lacks ${gone.map((one) => `\`${one}\``).join(' and ')}`,
      tryThis: 'Keep the whole answer, or put it together in the same way for a hit and for a miss.',
    };
  }
  const [first, second] = [was[name], is[name]];
  if (first === null && second === 0) {
    return {
      mistake: 'a null that you kept comes back as 0',
      tryThis: '`Number(null)` and `Number("")` are 0.',
    };
  }
  if (typeof first === 'number' && typeof second === 'string') {
    return {
      mistake: 'a number comes back as text',
      tryThis: 'Everything in Redis is text: make it a number again, or keep the answer as JSON.',
    };
  }
  if (typeof first === 'number' && typeof second === 'number') {
    return {
      mistake: 'a number changes on its way through the cache',
      tryThis: 'Keep it as it is; `parseInt` and `toFixed` cut it.',
    };
  }
  if (typeof second === 'boolean' || typeof second === 'string') {
    return {
      mistake: 'the answer itself says where it came from',
      tryThis: 'Say in a header, `X-Cache: hit`, what is not part of the answer.',
    };
  }
  return undefined;
}

function fieldsOf(json: unknown): Fields | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : undefined;
}
