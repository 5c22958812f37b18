import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesOf } from './request-bytes.mjs';

/** Only about liveness. */
const deadlineMs = 60_000;
/** How long a connection stays open on which nothing more comes: it has been answered by then, as a rule. */
const quietMs = 200;

/** Sends a conversation, waits until it is answered or the server hangs up, and leaves. Returns the status codes. */
export async function say(port, { requests, cut }) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const chunks = [];
  let closed = false;
  let lastMs = performance.now();
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    lastMs = performance.now();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  const bytes = Buffer.concat(requests.map(bytesOf));
  socket.write(bytes.subarray(0, Math.max(1, bytes.length - cut)));
  const statuses = () =>
    [
      ...Buffer.concat(chunks)
        .toString('latin1')
        .matchAll(/HTTP\/1\.1 (\d{3}) /g),
    ].map(([, code]) => Number(code));
  while (!closed && statuses().length < requests.length && performance.now() - lastMs < quietMs)
    await sleep(2);
  socket.destroy();
  return statuses();
}

/** Asks properly, and waits for the answer: its status, and its JSON. */
export async function ask(url, method, path, body) {
  const answer = await fetch(url + path, {
    method,
    signal: AbortSignal.timeout(deadlineMs),
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, json: await answer.json() };
}
