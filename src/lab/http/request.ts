import { request as httpRequest } from 'node:http';
import { environmentError, messageOf } from '../../errors.js';
import type { HttpRequest } from '../lab.js';
import { flatHeaders } from './headers.js';

/** How long a server has to answer, in ms. */
const defaultLimitMs = 10_000;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When the request was sent, on the clock of `performance.now()`, in ms. */
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * Sends one request over a connection of its own, as `curl` does, and reads the whole answer.
 * Rejects with a TutorialError when the server cannot be reached, hangs up, or does not answer in 10 s.
 */
export function sendRequest(
  base: string,
  request: HttpRequest,
  limitMs = defaultLimitMs,
): Promise<HttpAnswer> {
  const { method, path, body, headers = {} } = request;
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const fail = (error: Error) =>
      reject(environmentError(`${method} ${path}: ${base} did not answer (${messageOf(error)}).`, error));
    const outgoing = httpRequest(
      // Not `new URL(path, base)`, for which what follows two slashes is another host.
      new URL(base + path),
      // Without the header, node would announce that it closes the connection, and the answer would say so.
      { method, agent: false, headers: { connection: 'keep-alive', ...lengthOf(body), ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', fail);
        answer.once('end', () => {
          clearTimeout(timer);
          resolve({
            status: answer.statusCode ?? 0,
            headers: flatHeaders(answer.headers),
            body: Buffer.concat(chunks).toString(),
            startMs,
            durationMs: performance.now() - startMs,
          });
        });
      },
    );
    const timer = setTimeout(() => outgoing.destroy(new Error(`waited ${limitMs / 1000} s`)), limitMs);
    outgoing.once('error', fail);
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.end(body);
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}
