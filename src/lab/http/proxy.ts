import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { messageOf } from '../../errors.js';
import { flatHeaders } from './headers.js';

/** A request that was passed on, and what it was answered with. Bodies are read as UTF-8. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as the client sent them. */
  readonly path: string;
  /** null when the request had no body. */
  readonly requestBody: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the request's arrival to the last byte of the answer, in ms. */
  readonly durationMs: number;
  /** When the request arrived, on the clock of `performance.now()`, in ms. */
  readonly startMs: number;
}

/**
 * Passes a request on to `target` and its answer back: method, path, headers in their order and spelling,
 * status and bodies as they come. Resolves when the answer has gone, or with undefined when the client
 * hung up first. A target that cannot be reached, or is not there, is answered for with a 502 that names it.
 */
export function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  target: string | undefined,
): Promise<Exchange | undefined> {
  const startMs = performance.now();
  const { method = 'GET', url: path = '/' } = request;
  const sent = collect(request);
  return new Promise((resolve) => {
    const finish = (status: number, headers: Exchange['headers'], received: () => Buffer) => {
      response.once('finish', () => {
        const requestBody = sent().length === 0 ? null : sent().toString();
        const durationMs = performance.now() - startMs;
        resolve({
          method,
          path,
          requestBody,
          status,
          headers,
          body: received().toString(),
          durationMs,
          startMs,
        });
      });
    };
    const refuse = (why: string) => {
      const body = Buffer.from(`${name} ${why}.\n`);
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      finish(502, headers, () => body);
      response.writeHead(502, headers).end(body);
    };
    // When the client hangs up; after `finish` it changes nothing.
    response.once('close', () => resolve(undefined));
    if (target === undefined) return refuse('is not running');

    const { hostname, port } = new URL(target);
    const outgoing = httpRequest({ hostname, port, method, path, headers: request.rawHeaders, agent: false });
    outgoing.once('response', (answer) => {
      const status = answer.statusCode ?? 502;
      response.writeHead(status, answer.statusMessage, answer.rawHeaders);
      finish(status, flatHeaders(answer.headers), collect(answer));
      // A server that dies in the middle of its answer: the client has to see that it is not complete.
      answer.once('error', () => response.destroy());
      answer.pipe(response);
    });
    outgoing.once('error', (error) => {
      if (response.headersSent) response.destroy();
      else refuse(`did not answer (${messageOf(error)})`);
    });
    response.once('close', () => outgoing.destroy());
    request.pipe(outgoing);
  });
}

function collect(message: IncomingMessage): () => Buffer {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks);
}
