import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpObservation, Lab, RunningServer } from '../lab/lab.js';
import { type Run, serversEvent } from './current-run.js';
import type { ChartEvent, LessonEvent, RequestEvent } from './events.js';
import { fieldOf } from './expectation/http-sentences.js';
import type { Seen } from './expectation/sentence.js';
import type {
  ChartStep,
  ExpectingStep,
  HttpStep,
  RedisStep,
  ServersStep,
  SqlStep,
  WaitStep,
} from './lesson.js';
import { traceOf } from './trace.js';

type Steps = AsyncGenerator<LessonEvent, Seen, number | undefined>;

/** Announces a step, carries it out, yields what it showed, and returns that for its expectations. */
export function takeStep(step: ExpectingStep, run: Run): Steps {
  switch (step.kind) {
    case 'http':
      return takeHttp(step, run);
    case 'sql':
      return takeSql(step, run);
    case 'redis':
      return takeRedis(step, run);
    case 'wait':
      return takeWait(step, run);
    case 'servers':
      return takeServers(step, run);
    case 'chart':
      return takeChart(step, run);
  }
}

async function* takeHttp(step: HttpStep, run: Run): Steps {
  const { lab, names } = run;
  const times = step.repeat === 1 ? '' : `  ×${step.repeat}`;
  const target = step.to !== null && lab.servers.length > 1 ? `  to copy ${step.to}` : '';
  yield {
    type: 'step',
    kind: 'request',
    text: `${step.method} ${step.path}${times}${target}`,
    joined: step.joined,
  };

  const server = lab.servers.find(({ name }) => name === step.to) ?? lab.servers[0];
  if (!server) throw new Error('a lesson always has a server');
  const requests: RequestEvent[] = [];
  for (let number = 1; number <= step.repeat; number++) {
    const observation = await lab.request(
      {
        method: step.method,
        path: step.path,
        ...(step.body !== null && { headers: { 'content-type': 'application/json' }, body: step.body }),
      },
      server.name,
    );
    const event = await requestEvent(step, observation, server, lab, number);
    requests.push(event);
    run.requests.push(event);
    yield event;
  }
  const body = requests.at(-1)?.body ?? '';
  if (step.as !== null) {
    for (const field of fieldsOf(body)) names.set(`${step.as}.${field}`, fieldOf(body, field) ?? '');
  }
  return { kind: 'http', requests };
}

async function requestEvent(
  step: HttpStep,
  observation: HttpObservation,
  server: RunningServer,
  lab: Lab,
  number: number,
): Promise<RequestEvent> {
  const { status, headers, body, durationMs, startMs, wire } = observation;
  return {
    type: 'request',
    method: step.method,
    url: server.url + step.path,
    path: step.path,
    requestBody: step.body,
    copy: server.name,
    copies: lab.servers.length,
    repeat: { number, of: step.repeat },
    overlapping: false,
    status,
    headers: { ...headers },
    body,
    durationMs,
    trace: traceOf(wire, startMs),
    ...(await lab.snapshot()),
  };
}

function fieldsOf(body: string): string[] {
  try {
    return Object.keys(JSON.parse(body) as object);
  } catch {
    return [];
  }
}

async function* takeSql(step: SqlStep, { lab, names }: Run): Steps {
  yield { type: 'step', kind: 'sql', text: step.sql, joined: step.joined };
  const { columns, rows, command, durationMs } = await lab.sql(step.sql);
  const event = {
    type: 'sql' as const,
    sql: step.sql,
    columns: [...columns],
    rows: rows.map((row) => [...row]),
    command,
    durationMs,
    ...(await lab.snapshot()),
  };
  if (step.as !== null) names.set(step.as, rows[0]?.[0] ?? '');
  yield event;
  return { kind: 'sql', result: event };
}

async function* takeRedis(step: RedisStep, { lab }: Run): Steps {
  const replies = [];
  for (const [index, command] of step.commands.entries()) {
    yield { type: 'step', kind: 'redis', text: command, joined: step.joined || index > 0 };
    const { reply, durationMs } = await lab.redisCommand(command);
    const event = { type: 'redis' as const, command, reply, durationMs, ...(await lab.snapshot()) };
    yield event;
    replies.push(event);
  }
  return { kind: 'redis', replies };
}

const lookEveryMs = 100;

async function* takeWait(step: WaitStep, { lab }: Run): Steps {
  const what = step.untilGone === null ? 'time to pass' : `${step.untilGone} to be gone`;
  yield { type: 'step', kind: 'wait', text: `wait for ${what}`, joined: step.joined };
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < step.maxMs && (step.untilGone === null || (await timeLeft(lab, step.untilGone)) !== -2)) {
    const left = step.untilGone === null ? step.maxMs - elapsed : await timeLeft(lab, step.untilGone);
    yield { type: 'waiting', what, leftMs: Math.max(0, left), totalMs: step.maxMs };
    await sleep(Math.min(lookEveryMs, step.maxMs - elapsed));
    elapsed = performance.now() - start;
  }
  const snapshot = await lab.snapshot();
  yield { type: 'wait', what, durationMs: elapsed, ...snapshot };
  return { kind: 'wait', snapshot };
}

/** What PTTL answers: ms left, -1 when the key never expires, -2 when there is none. */
async function timeLeft(lab: Lab, key: string): Promise<number> {
  const { reply } = await lab.redisCommand(`PTTL ${JSON.stringify(key)}`);
  return Number(reply.replace('(integer) ', ''));
}

async function* takeServers(step: ServersStep, { lab }: Run): Steps {
  const copies = step.copies === 1 ? '' : ` (${step.copies} copies)`;
  yield { type: 'step', kind: 'servers', text: `start ${step.variant}${copies}`, joined: step.joined };
  await lab.startServers(step.variant, step.copies, { env: step.env });
  if (step.watches) {
    lab.watch(step.watches);
    await lab.snapshot();
  }
  yield serversEvent(lab);
  return { kind: 'servers' };
}

async function* takeChart(step: ChartStep, { requests }: Run): Steps {
  const groups = ['miss', 'hit'].map((label) => ({
    label,
    durationsMs: requests
      .filter(({ headers }) => headers['x-cache'] === label)
      .map(({ durationMs }) => durationMs),
  }));
  const chart: ChartEvent = {
    type: 'chart',
    title: step.title,
    groups: groups.filter((group) => group.durationsMs.length > 0),
  };
  yield chart;
  return { kind: 'chart', chart };
}
