import type { Bench, Reply } from '../../../src/exercise/bench.js';
import { notAnswered, start } from '../../../src/exercise/checks/answers.js';
import { saysNumber } from '../../../src/exercise/checks/numbers.js';
import type { Failure } from '../../../src/exercise/exercise.js';
import { psqlLine } from '../../../src/exercise/shell.js';
import { type Question, type Truth, truthOf } from './questions.js';

/** Whether the answer says what PostgreSQL has, or had. */
export function says(bench: Bench, reply: Reply, { route }: Question, truth: Truth): boolean {
  if (truth === null && route === '/orders/:id') return reply.status === 404;
  if (reply.status !== 200 || reply.json === undefined) return false;
  if (route === '/orders/by-size') return saysCounts(bench, reply, truth ?? {});
  const { json } = reply;
  const scope = route === '/orders/latest' && isRecord(json) && 'latest' in json ? json.latest : json;
  if (truth === null) return !isRecord(scope) || !('id' in scope);
  return Object.entries(truth).every(([field, value]) => {
    if (typeof value === 'number') return saysNumber(bench, { ...reply, json: scope }, field, value);
    return saysText(bench, scope, field, value);
  });
}

/** A failure unless the reply says what PostgreSQL has now. `why`: what the answer is needed for. */
export async function wrongAnswer(
  bench: Bench,
  reply: Reply,
  question: Question,
  why: string,
): Promise<Failure | undefined> {
  const truth = await truthOf(bench, question);
  if (says(bench, reply, question, truth)) return undefined;
  const reproduce = [reply.curl, psqlLine(question.sql, question.parameters)];
  if (truth === null && question.route === '/orders/:id') {
    const got = `status ${reply.status}${start(reply)}`;
    const tryThis = 'Answer 404 when the SELECT has found no row.';
    return { expected: 'status 404, since there is no such order', got, why, tryThis, reproduce };
  }
  const failure = notAnswered(reply, why);
  if (failure) return { ...failure, ...takenForId(reply, question), reproduce };
  return {
    ...(await oldest(bench, reply, question)),
    expected: `what PostgreSQL has: \`${JSON.stringify(truth)}\``,
    got: `another answer${start(reply)}`,
    why,
    reproduce,
  };
}

/** A route for `/orders/:id` that comes first also takes `/orders/latest`, with `latest` for an id. */
function takenForId({ wire }: Reply, { route }: Question): Partial<Failure> {
  const word = route.split('/').at(-1);
  const taken = wire.some(
    ({ store, failed, parameters }) => store === 'postgres' && failed && parameters.includes(word ?? ''),
  );
  if (!taken) return {};
  return {
    mistake: `\`${route}\` ends up in the route of a single order`,
    tryThis: 'Your framework takes the first route that fits. Write `/orders/:id` after the others.',
  };
}

async function oldest(
  bench: Bench,
  reply: Reply,
  question: Question,
): Promise<Pick<Failure, 'mistake' | 'tryThis'>> {
  const first = { ...question, sql: question.sql.replace(' DESC', '') };
  if (question.route === '/orders/latest' && says(bench, reply, question, await truthOf(bench, first))) {
    return {
      mistake: 'you answer with the oldest order',
      tryThis: 'Sort the other way round: `ORDER BY ordered_at DESC`.',
    };
  }
  return { tryThis: 'Run the SQL of your route in psql, and compare.' };
}

const sizes = ['small', 'medium', 'large'];

function saysCounts(bench: Bench, { json }: Reply, truth: Exclude<Truth, null>): boolean {
  const own = isRecord(json) ? json.sizes : undefined;
  const found = [own, json, ...(isRecord(json) ? Object.values(json) : [])].find(
    (value) => countsIn(value) !== undefined,
  );
  const counts = countsIn(found) ?? {};
  if (sizes.some((size) => (counts[size] ?? 0) !== (truth[size] ?? 0))) return false;
  if (own === undefined || Array.isArray(own)) {
    bench.warn({
      text: 'the answer has no object `sizes`',
      why: 'The counts are there, but a client that was written to the task does not find them.',
    });
  }
  return true;
}

/** Counts by size, from `{"small":2}` or `[{"size":"small","count":2}]`; undefined when it has none. */
function countsIn(value: unknown): Record<string, number> | undefined {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.filter(isRecord).map((one) => [one.size, one.count ?? one.orders ?? one.n])
    : Object.entries(isRecord(value) ? value : {});
  const counts = pairs.filter(([size]) => sizes.includes(String(size)));
  if (counts.length === 0 || counts.some(([, count]) => Number.isNaN(Number(count)))) return undefined;
  return Object.fromEntries(counts.map(([size, count]) => [String(size), Number(count)]));
}

/** A text, or a moment to the second: as ISO 8601 or as PostgreSQL writes it, in seconds or in milliseconds. */
function saysText(bench: Bench, scope: unknown, field: string, expected: string): boolean {
  const isRight = (value: unknown) => value === expected || isMoment(value, Date.parse(expected));
  const own = isRecord(scope) ? scope[field] : undefined;
  if (own !== undefined) return isRight(own);
  if (!isRecord(scope) || !Object.values(scope).some(isRight)) return false;
  bench.warn({
    text: `the answer has no field \`${field}\``,
    why: 'The value is there, but a client that was written to the task does not find it.',
  });
  return true;
}

function isMoment(value: unknown, ms: number): boolean {
  const moments =
    typeof value === 'number' ? [value, value * 1000] : [typeof value === 'string' ? Date.parse(value) : NaN];
  return moments.some((moment) => Math.abs(moment - ms) < 1000);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
