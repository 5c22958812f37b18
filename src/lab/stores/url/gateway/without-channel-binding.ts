import { Transform } from 'node:stream';
import { message } from '../../postgres/messages.js';

const authentication = 'R'.charCodeAt(0);
/** AuthenticationSASL: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const saslOffer = 10;
/** What comes before the first request for authentication is a notice or an error; longer ones do not exist. */
const longest = 64 * 1024;

/**
 * Passes what PostgreSQL sends, but takes the mechanisms with channel binding out of its offer. They bind the login to the TLS
 * connection, which is ours and not the client's; libpq gives up when they are offered to it without TLS.
 */
export function withoutChannelBinding(): Transform {
  let kept: Buffer | undefined = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (!kept) return done(null, chunk);
      kept = Buffer.concat([kept, chunk]);
      const first = firstRequest(kept);
      if (first === 'incomplete') return done();
      const bytes = first ? withoutPlus(kept, first) : kept;
      kept = undefined;
      done(null, bytes);
    },
    flush(done) {
      done(null, kept);
    },
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the first request for authentication stands; undefined when these are not PostgreSQL's messages. */
function firstRequest(bytes: Buffer): Span | 'incomplete' | undefined {
  for (let from = 0; ; ) {
    if (bytes.length < from + 5) return 'incomplete';
    const length = bytes.readInt32BE(from + 1);
    if (length < 4 || length > longest) return undefined;
    const to = from + 1 + length;
    if (bytes.length < to) return 'incomplete';
    if (bytes[from] === authentication) return { from, to };
    from = to;
  }
}

function withoutPlus(bytes: Buffer, { from, to }: Span): Buffer {
  if (bytes.readInt32BE(from + 5) !== saslOffer) return bytes;
  const names = bytes.toString('latin1', from + 9, to).split('\0');
  const left = names.filter((name) => !name.endsWith('-PLUS')).join('\0');
  const offer = message('R', bytes.subarray(from + 5, from + 9), Buffer.from(left, 'latin1'));
  return Buffer.concat([bytes.subarray(0, from), offer, bytes.subarray(to)]);
}
