import { isDeepStrictEqual } from 'node:util';
import type { Reply } from '../bench.js';
import type { Failure } from '../exercise.js';

/** A failure of a request whose answer does not even have the form that can be judged. */
type Known = Pick<Failure, 'mistake' | 'tryThis'>;

const causes: Readonly<Record<number, Known>> = {
  404: {
    mistake: 'there is no such route',
    tryThis: 'Check the path and the method of your route, letter by letter.',
  },
  405: { mistake: 'the route does not take this method', tryThis: 'Check the method of your route.' },
  501: {
    mistake: 'the route is not written yet',
    tryThis: 'Open your server in an editor and write the route; the task is in its README.',
  },
};

const products = { postgres: 'PostgreSQL', redis: 'Redis' } as const;

/** A failure unless the answer has a status of 200 and is JSON. `why`: what the answer is needed for. */
export function notAnswered(reply: Reply, why: string): Failure | undefined {
  const form = { why, reproduce: [reply.curl] };
  if (reply.status !== 200) {
    const failed = reply.wire.find((event) => event.failed);
    const known: Known = causes[reply.status] ?? {
      ...(reply.status >= 500 && { mistake: 'the request fails in your server' }),
      tryThis: failed
        ? 'Look at the statement that failed, in the trace below.'
        : 'Look at what your server prints for this request.',
    };
    const error = failed ? `; ${products[failed.store]} said ${failed.reply}` : '';
    return {
      ...form,
      ...known,
      expected: 'status 200',
      got: `status ${reply.status}${error}${start(reply)}`,
    };
  }
  if (reply.json === undefined) {
    return {
      ...form,
      mistake: 'the answer is not JSON',
      expected: 'a body that is JSON',
      got: `a body that cannot be parsed as JSON${start(reply)}`,
      tryThis: 'Answer with an object, and let the framework turn it into JSON.',
    };
  }
  return undefined;
}

/** The beginning of a body, after a colon; nothing when it is empty. */
export function start({ text }: Reply): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return '';
  const length = 120;
  return `: \`${line.length > length ? `${line.slice(0, length)}…` : line}\``;
}

/**
 * In what two answers differ to a client, as the second is seen: status, media type, or JSON (the order of
 * fields does not count). Undefined when they are the same.
 */
export function difference(first: Reply, second: Reply): string | undefined {
  if (first.status !== second.status) return `status ${second.status} instead of ${first.status}`;
  const [was, is] = [first, second].map(mediaType);
  if (was !== is) return `a content type of ${is} instead of ${was}`;
  const same =
    first.json === undefined ? first.text === second.text : isDeepStrictEqual(first.json, second.json);
  return same ? undefined : `\`${second.text.slice(0, 200)}\` instead of \`${first.text.slice(0, 200)}\``;
}

function mediaType({ headers }: Reply): string {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? 'none';
}
