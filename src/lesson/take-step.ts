import type { HttpObservation, RunningServer } from '../lab/lab.js';
import { look, type Run, type StepEvents, serversEvent } from './current-run.js';
import type { RequestEvent } from './events.js';
import { fieldOf } from './expectation/http-sentences.js';
import type { ExpectingStep, HttpStep, RedisStep, ServersStep, SqlStep } from './lesson.js';
import { takeChart } from './take-chart.js';
import { takeLoad } from './take-load.js';
import { takeWait } from './take-wait.js';
import { traceOf } from './trace.js';

/** Announces a step, carries it out, yields what it showed, and returns that for its expectations. */
export function takeStep(step: ExpectingStep, run: Run): StepEvents {
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
    case 'load':
      return takeLoad(step, run);
    case 'chart':
      return takeChart(step, run);
  }
}

async function* takeHttp(step: HttpStep, run: Run): StepEvents {
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
    const event = await requestEvent(step, observation, server, run, number);
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
  run: Run,
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
    copies: run.lab.servers.length,
    repeat: { number, of: step.repeat },
    overlapping: false,
    status,
    headers: { ...headers },
    body,
    durationMs,
    trace: traceOf(wire, startMs),
    ...(await look(run)),
  };
}

function fieldsOf(body: string): string[] {
  try {
    return Object.keys(JSON.parse(body) as object);
  } catch {
    return [];
  }
}

async function* takeSql(step: SqlStep, run: Run): StepEvents {
  const { lab, names } = run;
  yield { type: 'step', kind: 'sql', text: step.sql, joined: step.joined };
  const { columns, rows, command, durationMs } = await lab.sql(step.sql);
  const event = {
    type: 'sql' as const,
    sql: step.sql,
    columns: [...columns],
    rows: rows.map((row) => [...row]),
    command,
    durationMs,
    ...(await look(run)),
  };
  if (step.as !== null) names.set(step.as, rows[0]?.[0] ?? '');
  yield event;
  return { kind: 'sql', result: event };
}

async function* takeRedis(step: RedisStep, run: Run): StepEvents {
  const replies = [];
  for (const [index, command] of step.commands.entries()) {
    yield { type: 'step', kind: 'redis', text: command, joined: step.joined || index > 0 };
    const { reply, durationMs } = await run.lab.redisCommand(command);
    const event = { type: 'redis' as const, command, reply, durationMs, ...(await look(run)) };
    yield event;
    replies.push(event);
  }
  return { kind: 'redis', replies };
}

async function* takeServers(step: ServersStep, run: Run): StepEvents {
  const { lab } = run;
  const copies = step.copies === 1 ? '' : ` (${step.copies} copies)`;
  yield { type: 'step', kind: 'servers', text: `start ${step.variant}${copies}`, joined: step.joined };
  await lab.startServers(step.variant, step.copies, { env: step.env });
  if (step.watches) {
    run.watches = step.watches;
    lab.watch(step.watches);
    await lab.snapshot();
  }
  yield serversEvent(lab);
  return { kind: 'servers' };
}
