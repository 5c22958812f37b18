import { usageError } from '../../errors.js';
import { type ExpectingStep, isHttpMethod } from '../lesson.js';
import { readCurl } from './curl.js';

const longestWaitMs = 60_000;

/** What SQL statements begin with. SET and SELECT are words of Redis too: see `isSql`. */
const sqlWords = new Set(
  (
    'select insert update delete with explain create drop alter truncate begin commit rollback table values show ' +
    'vacuum analyze reset comment grant revoke'
  ).split(' '),
);

/**
 * A line that a learner has typed, as a step: a request (`GET /path`, `POST /path {json}`, or a `curl` command),
 * `wait 3s`, an SQL statement, else a Redis command. `urls` are those of the running copies, by name.
 * Throws a usage error that says what to write instead.
 */
export function parseLine(line: string, urls: ReadonlyMap<string, string>): ExpectingStep {
  const text = line.trim();
  const [word = ''] = text.split(/\s/, 1);
  const common = { line: 0, joined: true, expectations: [] };

  if (word === 'curl') return { ...common, ...readCurl(text, urls) };
  const request = /^([A-Za-z]+)\s+(\/\S*)\s*([\s\S]*)$/.exec(text);
  if (request?.[1] && isHttpMethod(request[1].toUpperCase())) {
    const [, method, path = '/', body] = request;
    return {
      ...common,
      kind: 'http',
      method: method.toUpperCase(),
      path,
      body: body || null,
      to: null,
      repeat: 1,
      as: null,
    };
  }
  if (word.toLowerCase() === 'wait') return { ...common, kind: 'wait', untilGone: null, maxMs: waitOf(text) };
  if (word.startsWith('\\')) {
    throw usageError(`${word} is a command of psql: press p at a step to open psql.`);
  }
  if (word.toLowerCase() === 'shutdown') {
    throw usageError(`${word} would end the Redis that the lesson needs.`);
  }
  if (isSql(text)) return { ...common, kind: 'sql', sql: text.replace(/;\s*$/, ''), as: null };
  return { ...common, kind: 'redis', commands: [text] };
}

function isSql(text: string): boolean {
  if (/^set\s/i.test(text)) return /^set\s+(session\s+|local\s+)?[\w.]+\s*(=|\sto\s)/i.test(text);
  return sqlWords.has(text.split(/[\s(;]/, 1)[0]?.toLowerCase() ?? '');
}

function waitOf(text: string): number {
  const match = /^wait\s+(\d+(?:\.\d+)?)\s*(ms|s)?$/i.exec(text);
  const ms = Number(match?.[1]) * (match?.[2]?.toLowerCase() === 'ms' ? 1 : 1000);
  if (ms > 0 && ms <= longestWaitMs) return ms;
  throw usageError('Write how long, up to a minute: `wait 3s` or `wait 500ms`.');
}
