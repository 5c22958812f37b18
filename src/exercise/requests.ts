import { setTimeout as sleep } from 'node:timers/promises';
import { untilQuiet } from '../lab/http/quiet.js';
import { recordWire } from '../lab/http/wire.js';
import type { HttpRequest, Lab, RunningProgram } from '../lab/lab.js';
import type { WireEvent } from '../lab/tap/event.js';
import { traceOf } from '../lesson/trace.js';
import type { Reply } from './bench.js';
import { deathOf } from './death.js';
import type { Evidence } from './exercise.js';
import type { BenchHolds } from './holds.js';
import { type Answer, answerLimits, send } from './send.js';
import { curlLine } from './shell.js';
import { countStatements } from './statements.js';
import {
  died,
  hungUp,
  noAnswer,
  notHttp,
  type ServerTrouble,
  type TroubleFacts,
  tooLong,
} from './trouble.js';

/** How long a server that dies may listen on after it has hung up, in ms. */
const lastBreathMs = 1000;

/** A reply, and how it is shown. */
export interface Exchanged {
  readonly reply: Reply;
  readonly evidence: Evidence;
}

/**
 * Sends a request to a copy and waits until the servers are quiet again.
 * Rejects with a ServerTrouble when there is no HTTP answer, or with the signal's reason.
 */
export async function exchange(
  copy: RunningProgram,
  request: HttpRequest,
  { lab, holds, signal }: { lab: Lab; holds: BenchHolds; signal: AbortSignal },
): Promise<Exchanged> {
  if (copy.exit !== undefined) throw died(factsOf(copy, request), copy.exit, 'before');
  const record = recordWire([lab.taps.postgres, lab.taps.redis]);
  try {
    // On a busy machine a store may be slow, and the server has to wait for it.
    const lastSign = () =>
      holds.quietable.some(({ pending }) => pending > 0) ? performance.now() : record.lastMs;
    const sent = await send(copy.url, request, signal, lastSign);
    if (sent.kind !== 'answer') throw await troubleOf(sent, copy, request);
    await untilQuiet(holds.quietable);
    return exchanged(copy, request, sent, record.end());
  } catch (error) {
    record.end();
    throw error;
  }
}

function exchanged(
  copy: RunningProgram,
  request: HttpRequest,
  { status, headers, body, startMs, durationMs }: Answer,
  wire: readonly WireEvent[],
): Exchanged {
  const counts = wire
    .filter(({ store }) => store === 'postgres')
    .map(({ statement }) => countStatements(statement));
  const url = copy.url + request.path;
  const { method } = request;
  return {
    reply: {
      status,
      headers,
      text: body,
      json: jsonOf(body),
      durationMs,
      wire,
      selects: counts.reduce((sum, { reads }) => sum + reads, 0),
      writes: counts.reduce((sum, { writes }) => sum + writes, 0),
      curl: curlLine(url, method, request.body),
    },
    evidence: {
      copy: copy.name,
      method,
      url,
      requestBody: request.body ?? null,
      status,
      headers,
      body,
      durationMs,
      trace: traceOf(wire, startMs),
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is known of a request that went wrong. */
export function factsOf(copy: RunningProgram, { method, path, body }: HttpRequest): TroubleFacts {
  return {
    request: `${method} ${path}`,
    curl: curlLine(copy.url + path, method, body),
    copy: copy.name,
    output: copy.output,
  };
}

async function troubleOf(
  sent: Exclude<Awaited<ReturnType<typeof send>>, Answer>,
  copy: RunningProgram,
  request: HttpRequest,
): Promise<ServerTrouble> {
  // A server that dies hangs up first. That it died says more.
  if (sent.kind === 'hung up') await Promise.race([copy.ended, sleep(lastBreathMs)]);
  const exit = sent.kind === 'hung up' ? await deathOf(copy) : copy.exit;
  const facts = factsOf(copy, request);
  if (exit !== undefined) return died(facts, exit, 'during');
  switch (sent.kind) {
    case 'silent':
      return noAnswer(facts, sent.waitedMs);
    case 'too long':
      return tooLong(facts, answerLimits.bytes);
    case 'hung up':
      return hungUp(facts, sent.how);
    case 'not http':
      return notHttp(facts, sent.how);
  }
}
