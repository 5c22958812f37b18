import { Writable } from 'node:stream';

/** A stream that keeps what is written to it; after `closeAfter` writes it fails as a closed pipe does. */
export function sink({ closeAfter = Number.POSITIVE_INFINITY } = {}): {
  stream: Writable;
  text: () => string;
} {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, callback) {
      if (chunks.length < closeAfter) chunks.push(chunk);
      callback(
        chunks.length < closeAfter ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
      );
    },
  });
  return { stream, text: () => chunks.join('') };
}
