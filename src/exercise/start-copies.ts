import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, Program, RunningProgram } from '../lab/lab.js';
import { diagnose, isPortClash, type StartFacts } from './diagnose.js';
import type { StartFailure } from './exercise.js';
import { listeningPorts } from './listening-ports.js';

/** How long a learner's server has until it listens, in ms. */
const startLimitMs = 20_000;
/** How long it may listen somewhere else before that counts as a mistake: a debugger's port comes first. */
const elsewhereMs = 1500;
/** A server that left its process group cannot be told from a stranger; after this long in ms it is believed. */
const strangerMs = 3000;
/** So long in ms goes by between two looks through /proc at where a server listens. */
const lookMs = 300;
const pollMs = 15;
/** Between our choice of a free port and the server's bind, another program may take it. */
const attempts = 3;

/**
 * Stops the servers of the lab and starts two copies of the learner's, on the ports of those that ran before
 * where there are such, so that a pasted `curl` still works after a restart. Resolves with both when
 * they accept connections, or with the reason why one does not; then none runs.
 * Rejects with the signal's reason when it is aborted.
 */
export async function startCopies(
  lab: Lab,
  program: Program,
  env: Readonly<Record<string, string>>,
  { signal, limitMs = startLimitMs }: { signal: AbortSignal; limitMs?: number },
): Promise<readonly RunningProgram[] | StartFailure> {
  const former = [0, 1].map((index) => Number(new URL(lab.servers[index]?.url ?? 'http://any:0').port));
  await lab.stopServers();
  // A stranger that answers there would be taken for a copy that is slow to start.
  let ports = await Promise.all(former.map(async (port) => (port === 0 || (await accepts(port)) ? 0 : port)));
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    const copies = await lab.startProgram(program, ports, env);
    const failed = await firstFailure(copies.map((copy) => untilListening(copy, limitMs, signal)));
    if (failed === undefined) return copies;
    await lab.stopServers();
    if (!isPortClash(failed) || attempt === attempts) return diagnose(failed);
    ports = [0, 0];
  }
}

/** What is known of the first copy that fails; one that fails is enough, so the other is not waited for. */
function firstFailure(copies: readonly Promise<StartFacts | undefined>[]): Promise<StartFacts | undefined> {
  return new Promise((resolve, reject) => {
    for (const copy of copies) copy.then((facts) => facts && resolve(facts), reject);
    Promise.all(copies).then(() => resolve(undefined), reject);
  });
}

/** Undefined as soon as it accepts connections; else what is known of it when it has ended or time is over. */
async function untilListening(
  copy: RunningProgram,
  limitMs: number,
  signal: AbortSignal,
): Promise<StartFacts | undefined> {
  const start = performance.now();
  let lookedMs = start;
  let elsewhereSince: number | undefined;
  let acceptedSince: number | undefined;
  const facts = (): StartFacts => ({
    port: copy.port,
    exit: copy.exit,
    output: copy.output,
    listening: copy.exit === undefined ? listeningPorts(copy.pid) : [],
    waitedMs: performance.now() - start,
  });
  for (;;) {
    signal.throwIfAborted();
    if (copy.exit !== undefined) return facts();
    const accepted = (await accepts(copy.port)) && copy.exit === undefined;
    const now = performance.now();
    acceptedSince = accepted ? (acceptedSince ?? now) : undefined;
    if (acceptedSince !== undefined && (isOurs(copy) || now - acceptedSince > strangerMs)) return undefined;
    if (now - start > limitMs) return facts();
    if (now - lookedMs > lookMs) {
      lookedMs = now;
      const found = facts();
      elsewhereSince = found.listening?.length ? (elsewhereSince ?? now) : undefined;
      if (elsewhereSince !== undefined && now - elsewhereSince > elsewhereMs) return found;
    }
    await Promise.race([sleep(pollMs), copy.ended]);
  }
}

/** Whether it is the copy that listens on its port, not another program: that one makes the copy end soon. */
function isOurs({ pid, port }: RunningProgram): boolean {
  return listeningPorts(pid)?.some((one) => one.port === port) ?? true;
}

/** Whether anybody accepts connections on a port of 127.0.0.1. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
