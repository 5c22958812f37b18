import { parseArgs } from 'node:util';
import { messageOf, usageError } from '../../errors.js';
import { splitCommand } from '../../lab/stores/redis/command-line.js';
import { type HttpStep, isHttpMethod } from '../lesson.js';

/** What may be left out without changing the request: it is about what curl prints. */
const printing = {
  silent: 's',
  'show-error': 'S',
  include: 'i',
  verbose: 'v',
  fail: 'f',
  location: 'L',
} as const;

const options = {
  request: { type: 'string', short: 'X' },
  data: { type: 'string', short: 'd' },
  'data-raw': { type: 'string' },
  json: { type: 'string' },
  header: { type: 'string', short: 'H', multiple: true },
  url: { type: 'string' },
  ...Object.fromEntries(
    Object.entries(printing).map(([name, short]) => [name, { type: 'boolean' as const, short }]),
  ),
} as const;

/**
 * A pasted `curl` line as a request to the copy whose address it names. A body counts as JSON whatever its
 * header says, since that is all that the servers take. Throws a usage error for what is not understood.
 */
export function readCurl(
  line: string,
  urls: ReadonlyMap<string, string>,
): Pick<HttpStep, 'kind' | 'method' | 'path' | 'body' | 'to' | 'repeat' | 'as'> {
  // A line that goes on after a backslash is one command.
  const args = splitCommand(line.replace(/\\\n/g, ' '))?.map(String);
  if (!args) throw usageError('A quote is not closed in this curl line.');
  const { values, positionals } = understood(args.slice(1));
  const body = values.json ?? values.data ?? values['data-raw'] ?? null;
  const method = (values.request ?? (body === null ? 'GET' : 'POST')).toUpperCase();
  if (!isHttpMethod(method)) throw usageError(`${method} is not a method that this prompt sends.`);
  const url = addressOf(values.url ?? positionals[0]);
  const [to = null] = [...urls].find(([, address]) => new URL(address).host === url.host) ?? [];
  if (to === null) {
    throw usageError(`This curl line asks ${url.host}; the servers are at ${[...urls.values()].join(', ')}.`);
  }
  return { kind: 'http', method, path: url.pathname + url.search, body, to, repeat: 1, as: null };
}

function understood(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw usageError(`Of curl's options this prompt knows -X, -d, -H and --json: ${messageOf(error)}`);
  }
}

function addressOf(text: string | undefined): URL {
  if (text === undefined) throw usageError('This curl line has no address.');
  try {
    return new URL(/^https?:\/\//.test(text) ? text : `http://${text}`);
  } catch {
    throw usageError(`${text} is not an address.`);
  }
}
