import { request as httpRequest, type IncomingMessage } from 'node:http';
import { messageOf } from '../errors.js';
import { flatHeaders } from '../lab/http/headers.js';
import type { HttpRequest } from '../lab/lab.js';

/**
 * How long a learner's server may show no sign of life before it has answered, in ms; how long it has at most;
 * the largest body that is read, in bytes.
 */
export const answerLimits = { silentMs: 5000, ms: 15_000, bytes: 1024 ** 2 } as const;
const lookMs = 100;

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When the request was sent, on the clock of `performance.now()`, in ms. */
  readonly startMs: number;
  /** From sending the request to the last byte of the answer, in ms. */
  readonly durationMs: number;
}

/** What a request came to: an answer, or why there was none. */
export type Sent =
  | Answer
  /** For so long in ms. */
  | { readonly kind: 'silent'; readonly waitedMs: number }
  | { readonly kind: 'too long' }
  | { readonly kind: 'hung up'; readonly how: string }
  | { readonly kind: 'not http'; readonly how: string };

/**
 * Sends one request over a connection of its own and reads the whole answer, within the limits above.
 * `lastSign`: when the server last did anything that is seen elsewhere, on the clock of `performance.now()`.
 * Rejects only with the signal's reason.
 */
export function send(
  base: string,
  request: HttpRequest,
  signal: AbortSignal,
  lastSign: () => number = () => 0,
): Promise<Sent> {
  const { method, path, body, headers = {} } = request;
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const startMs = performance.now();
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    // The path goes out as it is: URL would tidy up what a check has spelt on purpose.
    const outgoing = httpRequest({
      hostname,
      port,
      method,
      path,
      agent: false,
      headers: { connection: 'keep-alive', ...length, ...headers },
    });
    const settle = (sent: Sent) => {
      clearInterval(timer);
      signal.removeEventListener('abort', abort);
      resolve(sent);
      outgoing.destroy();
    };
    const abort = () => {
      reject(signal.reason);
      settle({ kind: 'silent', waitedMs: 0 });
    };
    signal.addEventListener('abort', abort);
    // Counted in looks rather than on the clock: where a look comes late, the server had to wait as well.
    let looks = 0;
    let silentLooks = 0;
    let signMs = startMs;
    const timer = setInterval(() => {
      const latestMs = lastSign();
      looks++;
      silentLooks = latestMs > signMs ? 0 : silentLooks + 1;
      signMs = Math.max(signMs, latestMs);
      if (silentLooks * lookMs > answerLimits.silentMs || looks * lookMs > answerLimits.ms)
        settle({ kind: 'silent', waitedMs: performance.now() - startMs });
    }, lookMs);
    outgoing.once('error', (error) => settle(failureOf(error)));
    outgoing.once('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > answerLimits.bytes) settle({ kind: 'too long' });
      });
      response.once('error', (error) => settle(failureOf(error)));
      response.once('end', () =>
        settle({
          kind: 'answer',
          status: response.statusCode ?? 0,
          headers: flatHeaders(response.headers),
          body: Buffer.concat(chunks).toString(),
          startMs,
          durationMs: performance.now() - startMs,
        }),
      );
    });
    outgoing.end(body);
  });
}

/** Node's HTTP parser gives its errors codes that start with HPE. */
function failureOf(error: Error): Sent {
  const { code = '' } = error as NodeJS.ErrnoException;
  return { kind: code.startsWith('HPE') ? 'not http' : 'hung up', how: code || messageOf(error) };
}
